package argosy.wire.http;

import argosy.wire.Headers;

/// A response as it goes, without its transport.
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record HttpResponse(int status, Headers headers, byte[] body) {}
