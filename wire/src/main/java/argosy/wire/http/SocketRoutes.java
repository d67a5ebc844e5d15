package argosy.wire.http;

import argosy.wire.Caller;
import java.util.Map;
import java.util.function.Function;

/// Decides what becomes of an authenticated web socket request.
public interface SocketRoutes {

  /// True if web sockets are served at this path.
  boolean serves(String path);

  Opening open(Request request);

  /// @param query the decoded query parameters; of repeated ones the last
  /// @param region the region of the signature's credential scope
  record Request(String path, Map<String, String> query, Caller caller, String region) {}

  sealed interface Opening {
    /// The socket is opened, then the function is called once with it.
    record Accepted(Function<Socket, Socket.Listener> listener) implements Opening {}

    /// The upgrade is answered with a status and a JSON body instead.
    record Refused(int status, String body) implements Opening {}
  }
}
