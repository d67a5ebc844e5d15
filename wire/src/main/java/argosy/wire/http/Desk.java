package argosy.wire.http;

import argosy.wire.HttpRequest;
import java.net.InetAddress;

/// Answers all that is asked at an address, and may look at who asks.
@FunctionalInterface
public interface Desk {

  /// @param request with its body
  /// @param from the caller's address
  HttpResponse answer(HttpRequest request, InetAddress from);
}
