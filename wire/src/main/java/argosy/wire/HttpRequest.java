package argosy.wire;

/// A request as it came, without its transport.
///
/// @param path percent-encoded, as sent
/// @param rawQuery as sent; empty for none
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record HttpRequest(
    String method, String path, String rawQuery, Headers headers, byte[] body) {}
