package argosy.agent.metadata;

import argosy.agent.TaskEndpoint;
import argosy.agent.runtime.Runtime;
import argosy.agent.task.MetadataIds;
import argosy.wire.http.Address;
import argosy.wire.http.Endpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Answers at 169.254.170.2, an address of this machine that every container reaches through its
/// gateway: no container's traffic is rewritten. One agent of a machine can have it.
public final class LinkLocalEndpoint implements TaskEndpoint, AutoCloseable {
  private static final int HTTP = 80;

  private final Callers callers;
  private @Nullable Endpoint listening;
  private String host = "";
  private boolean closed;

  public LinkLocalEndpoint(Callers callers) {
    this.callers = callers;
  }

  @Override
  public synchronized boolean open(String host, Tasks tasks, Runtime runtime) throws IOException {
    if (closed) {
      return false; // the agent ended while it was still asking for the address
    }
    this.host = host;
    LinkLocal.shut(host);
    boolean wasHere = LinkLocal.isHere();
    LinkLocal.have();
    try {
      var address = new Address(MetadataIds.ADDRESS, HTTP, null);
      listening = Endpoint.start(address, new Pages(host, tasks, runtime, callers)::answer);
      return true;
    } catch (IOException e) { // somebody else serves all addresses, and would answer containers
      if (!wasHere) {
        LinkLocal.leave();
      }
      throw e;
    }
  }

  /// Gives the address back, if this agent has it.
  @Override
  public synchronized void close() {
    closed = true;
    if (listening != null) {
      LinkLocal.leave(); // first, because whoever waits for the port wants the address to stay
      listening.close();
      listening = null;
    }
    if (!host.isEmpty()) {
      LinkLocal.unshut(host);
    }
  }
}
