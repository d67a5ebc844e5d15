package argosy.wire.sigv4;

import argosy.wire.Headers;

/// What of a request a signature covers.
///
/// @param path as it is sent: percent-encoded, without the query
/// @param rawQuery as it is sent, without the question mark; empty for none
/// @param headers with `Host` among them; when signing, only those that shall be signed
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SignableRequest(
    String method, String path, String rawQuery, Headers headers, byte[] body) {}
