package argosy.agent.metadata;

import argosy.agent.TaskEndpoint;
import argosy.agent.runtime.Runtime;
import argosy.agent.task.MetadataIds;
import argosy.agent.vpc.Doors;
import argosy.wire.http.Address;
import argosy.wire.http.Endpoint;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers at 169.254.170.2, an address of this machine that every container reaches through its
/// gateway: no container's traffic is rewritten. One agent of a machine can have it.
///
/// In a VPC's share of the host the address is there once more, for the tasks that are in the VPC.
public final class LinkLocalEndpoint implements TaskEndpoint, Doors, AutoCloseable {
  private static final int HTTP = 80;

  private final Callers callers;
  private final Map<String, Endpoint> inVpcs = new HashMap<>();
  private @Nullable Endpoint listening;
  private @Nullable Function<Neighbours, Pages> pages;
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
    pages = who -> new Pages(host, tasks, runtime, callers, who);
    LinkLocal.shut(host);
    boolean wasHere = LinkLocal.isHere();
    LinkLocal.have();
    try {
      var address = new Address(MetadataIds.ADDRESS, HTTP, null);
      listening = Endpoint.start(address, pages.apply(new HostNeighbours(runtime))::answer);
      return true;
    } catch (IOException e) { // somebody else serves all addresses, and would answer containers
      if (!wasHere) {
        LinkLocal.leave();
      }
      throw e;
    }
  }

  @Override
  public synchronized void open(String vpcId, ServerSocketChannel at) throws IOException {
    if (closed || pages == null) {
      throw new IOException("the agent isn't there to answer");
    }
    Endpoint before =
        inVpcs.put(vpcId, Endpoint.start(at, pages.apply(new VpcNeighbours(vpcId))::answer));
    if (before != null) {
      before.close();
    }
  }

  @Override
  public synchronized void shut(String vpcId) {
    Endpoint open = inVpcs.remove(vpcId);
    if (open != null) {
      open.close();
    }
  }

  /// Gives the address back, if this agent has it.
  @Override
  public synchronized void close() {
    closed = true;
    inVpcs.values().forEach(Endpoint::close);
    inVpcs.clear();
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
