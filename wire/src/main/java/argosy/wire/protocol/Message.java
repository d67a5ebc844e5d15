package argosy.wire.protocol;

import argosy.wire.Headers;

/// The headers and the body of a request or a response, as a protocol spells them.
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Message(Headers headers, byte[] body) {}
