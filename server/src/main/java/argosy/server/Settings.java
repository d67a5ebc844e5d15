package argosy.server;

import argosy.agent.Folders;
import argosy.agent.Gpus;
import argosy.wire.vpc.Ipv4;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What an operator decides about a server.
///
/// @param listen the address to listen on
/// @param port 0 for any that is free
/// @param tls empty for plain HTTP
/// @param folder where everything is kept; a real path
/// @param store where the state is
/// @param account whose root key the first start makes
/// @param region the region of the host's own agent
/// @param stoppedTasksFor how long stopped tasks stay visible
/// @param lostHostsAfter how long a host may be away before it counts as lost
/// @param runsTasks whether the server's own machine is a host
/// @param underlay the address at which hosts reach it that are on this machine; empty if there are
///   none. Its own machine then takes no tasks, and is there for its VPCs
/// @param upkeep of that host
/// @param folders where file systems and objects are on it
/// @param gpus where to look for its GPUs
record Settings(
    String listen,
    int port,
    Optional<ServerTls> tls,
    Path folder,
    StoreAddress store,
    String account,
    String region,
    Duration stoppedTasksFor,
    AwayLimit lostHostsAfter,
    boolean runsTasks,
    Optional<Ipv4> underlay,
    Upkeep upkeep,
    Folders folders,
    Gpus.Finder gpus) {

  /// True if nobody beyond this machine can connect.
  boolean isLoopback() {
    try {
      return InetAddress.getByName(listen).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new Complaint(
          "--listen " + listen + " is no address of this machine: use an IP address.");
    }
  }

  /// Where this server is reached.
  URI address(int actualPort) {
    return URI.create((tls.isPresent() ? "https://" : "http://") + localHost() + ":" + actualPort);
  }

  /// Where other servers reach this one, said before it listens.
  URI self() {
    if (port == 0 && store.postgres().isPresent()) {
      throw new Complaint("servers that share a store need a --port that the others can know.");
    }
    return address(port);
  }

  /// Where a caller finds this server again: where it listens, or, on all addresses and for hosts
  /// on this machine, where the caller reached it.
  ///
  /// @param host the caller's header `Host`; empty if it said none
  URI seen(String host, URI self) {
    if (underlay.isPresent() && host.equals(underlay.get() + ":" + self.getPort())) {
      return URI.create("http://" + host);
    }
    return isEverywhere() && !host.isEmpty() ? URI.create(self.getScheme() + "://" + host) : self;
  }

  private boolean isEverywhere() {
    return listen.equals("0.0.0.0") || listen.equals("::");
  }

  /// The host name or address for clients on this machine.
  String localHost() {
    String plain = isEverywhere() ? "127.0.0.1" : listen;
    return tls.map(it -> it.localName(plain)).orElse(plain);
  }
}
