package argosy.wire.shape;

import argosy.wire.Headers;

/// What a response of a REST service consists of.
///
/// @param headers with the content type of the body
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RestResponse(int status, Headers headers, byte[] body) {}
