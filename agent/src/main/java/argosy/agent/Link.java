package argosy.agent;

import argosy.wire.http.Socket;
import java.io.IOException;
import java.net.URI;
import java.util.function.Function;

/// Opens the web sockets to the control plane. Both calls wait, so they are made through
/// [Loop#outside]; listeners may be called from any thread.
///
/// A refused upgrade is an [argosy.wire.client.ControlPlane.Refusal].
public interface Link {

  /// Opens a socket of the agent communication service; its frames are plain JSON.
  ///
  /// @param address with the scheme `ws` or `wss`, and the query
  Socket acs(URI address, Function<Socket, Socket.Listener> listener)
      throws IOException, InterruptedException;

  /// Opens a telemetry socket. What is sent on it is JSON to the caller; the signed header lines
  /// that the wire has in front of each frame are put there by the link.
  Socket tcs(URI address, Function<Socket, Socket.Listener> listener)
      throws IOException, InterruptedException;
}
