package argosy.wire.http;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where and how an [Endpoint] listens.
///
/// @param port 0 for any that is free
/// @param tls null for plain HTTP
public record Address(String host, int port, @Nullable SSLContext tls) {}
