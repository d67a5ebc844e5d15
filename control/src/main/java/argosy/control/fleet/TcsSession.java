package argosy.control.fleet;

import argosy.control.cell.Cell;
import argosy.domain.id.InstanceArn;
import argosy.wire.http.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open TCS socket: acknowledges what an agent measures, and lets it know that somebody
/// listens. What it measures is not kept yet.
final class TcsSession {
  private static final Logger LOG = LoggerFactory.getLogger(TcsSession.class);

  private final InstanceArn instance;
  private final Cell cell;
  private final Socket socket;
  private volatile boolean closed;

  TcsSession(InstanceArn instance, Cell cell, Socket socket) {
    this.instance = instance;
    this.cell = cell;
    this.socket = socket;
  }

  Socket.Listener open() {
    cell.post(() -> cell.after(AcsSession.HEARTBEAT, this::heartbeat));
    return new Socket.Listener() {
      @Override
      public void text(String text) {
        heard(text);
      }

      @Override
      public void closed(int code, String reason) {
        closed = true;
      }
    };
  }

  private void heard(String text) {
    LOG.debug("instance={} socket={} measured {}", instance, socket, text);
  }

  private void heartbeat() {
    if (!closed) {
      cell.after(AcsSession.HEARTBEAT, this::heartbeat);
    }
  }
}
