package argosy.wire.protocol;

import argosy.wire.Headers;

/// A request or a response, as a protocol spells it.
///
/// @param status of a response; 200 in requests
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Message(int status, Headers headers, byte[] body) {
  Message(Headers headers, byte[] body) {
    this(200, headers, body);
  }
}
