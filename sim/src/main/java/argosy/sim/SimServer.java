package argosy.sim;

import argosy.api.Actions;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.fleet.Gateway;
import argosy.control.iam.Access;
import argosy.control.iam.Identities;
import argosy.control.iam.RoleSessions;
import argosy.control.iam.TaskRoles;
import argosy.control.reap.Sweep;
import argosy.control.reconcile.Reconciler;
import argosy.domain.deployment.Outside;
import argosy.domain.id.CellId;
import argosy.domain.state.Invariant;
import argosy.domain.state.Picture;
import argosy.store.MemoryStore;
import argosy.telemetry.logs.LogStore;
import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Caller;
import argosy.wire.Service;
import argosy.wire.client.ControlPlane;
import argosy.wire.http.Socket;
import argosy.wire.http.SocketRoutes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// The control plane in the world's time: the real cell, gateway and actions on a store in memory.
/// It can die and be started again from its store.
final class SimServer {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  static final URI SELF = URI.create("http://server.sim");
  private static final Caller ROOT =
      new Caller(CELL.account(), "AKIASIM", "arn:aws:iam::123456789012:root", CELL.account());

  /// Nobody in a simulation asks for logs, so that all of them may have the same.
  private static final LogStore LOGS = LogStore.memory(InstantSource.system());

  private final World world;
  private final Outside outside;
  private final MemoryStore store = new MemoryStore();
  private final List<Connection> connections = new ArrayList<>();
  private @Nullable Running running;
  private Picture lastSeen = Picture.EMPTY;

  /// One life of the server; what a dead one still had to do doesn't happen in the next.
  private record Running(Cell cell, Gateway gateway, Actions actions) {}

  SimServer(World world) {
    this(world, Outside.NONE);
  }

  /// @param outside what deployments ask of the world
  SimServer(World world, Outside outside) {
    this.world = world;
    this.outside = outside;
    start();
  }

  void start() {
    var cells =
        new Cells(
            store, id -> new Cell(id, store, world, world.anotherRandom(), SimServer::broken));
    var access = new Access(new Identities(cells, store, world), world);
    var gateway =
        new Gateway(
            cells,
            access,
            new TaskRoles(new RoleSessions(store.accounts(), world), world.anotherRandom()));
    cells.whenOpened(cell -> Sweep.attach(cell, Sweep.VISIBLE));
    cells.whenOpened(cell -> Reconciler.attach(cell, outside));
    Cell cell = ((Cells.Found.Here) cells.find(CELL)).cell();
    var started = new Running(cell, gateway, new Actions(cells, access, LOGS, _ -> SELF));
    running = started;
    work(started);
  }

  /// Kill -9: what isn't in the store is gone, and so are all sockets.
  void kill() {
    running = null;
    List.copyOf(connections).forEach(Connection::breakOff);
    connections.clear();
  }

  boolean isUp() {
    return running != null;
  }

  /// The picture, or the last one that was seen of a server that is down.
  Picture picture() {
    if (running != null) {
      lastSeen = running.cell().picture();
    }
    return lastSeen;
  }

  /// Breaks one of the open sockets.
  void breakConnection() {
    connections.removeIf(connection -> !connection.isOpen());
    if (!connections.isEmpty()) {
      connections.get(world.random().nextInt(connections.size())).breakOff();
    }
  }

  /// Performs a call as the wire would.
  <A extends SdkPojo> A call(SdkPojo request, Class<A> response) throws IOException {
    Running now = running;
    if (now == null) {
      throw new ConnectException("the server is down");
    }
    String name = request.getClass().getSimpleName();
    String action = name.substring(0, name.length() - "Request".length());
    Answer answer =
        now.actions()
            .perform(new Call(Service.ECS, action, request, ROOT, CELL.region(), "", "sim"));
    work(now);
    return switch (answer) {
      case Answer.Reply(SdkPojo reply) -> response.cast(reply);
      case Answer.Refused(var error) ->
          throw new ControlPlane.Refusal(error.code(), error.message(), error.status());
      case Answer.Elsewhere(URI other) -> throw new ConnectException("moved to " + other);
    };
  }

  /// Opens a socket as the endpoint would.
  Socket connect(URI address, double loss, Function<Socket, Socket.Listener> clientSide)
      throws IOException {
    Running now = running;
    if (now == null) {
      throw new ConnectException("the server is down");
    }
    var request = new SocketRoutes.Request(address.getPath(), query(address), ROOT, CELL.region());
    return switch (now.gateway().open(request)) {
      case SocketRoutes.Opening.Refused(int status, String body) ->
          throw new ControlPlane.Refusal("refused", body, status);
      case SocketRoutes.Opening.Accepted(var listener) -> {
        var connection = new Connection(world, loss);
        connection.join(socket -> heard(now, listener.apply(socket)), clientSide);
        connections.add(connection);
        work(now);
        yield connection.clientSocket();
      }
    };
  }

  private Socket.Listener heard(Running by, Socket.Listener listener) {
    return new Socket.Listener() {
      @Override
      public void text(String text) {
        ifStillRunning(by, () -> listener.text(text));
      }

      @Override
      public void closed(int code, String reason) {
        ifStillRunning(by, () -> listener.closed(code, reason));
      }
    };
  }

  private void ifStillRunning(Running by, Runnable step) {
    if (by.equals(running)) {
      step.run();
      work(by);
    }
  }

  /// Lets the cell do all that waits, and comes back when its next timer is due.
  private void work(Running by) {
    by.cell().drain();
    by.cell()
        .nextTimer()
        .filter(due -> nextWake.compareTo(due) > 0 || !nextWake.isAfter(world.instant()))
        .ifPresent(due -> {
          nextWake = due;
          world.at(due, () -> ifStillRunning(by, () -> {}));
        });
  }

  private Instant nextWake = Instant.MAX;

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new HashMap<>();
    for (String pair : address.getRawQuery().split("&", -1)) {
      String[] part = pair.split("=", 2);
      query.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void broken(Invariant.Broken fault) {
    throw fault;
  }
}
