package argosy.server;

import argosy.api.Actions;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.fleet.Gateway;
import argosy.control.reap.Sweep;
import argosy.domain.id.CellId;
import argosy.domain.state.Invariant;
import argosy.store.SqliteStore;
import argosy.store.Store;
import argosy.wire.http.Endpoint;
import argosy.wire.http.Front;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control plane and this machine's agent, wired together: what `argosy up` runs.
final class Server implements AutoCloseable {

  /// The exit code of a process whose state can't be trusted (sysexits' EX_SOFTWARE).
  private static final int BROKEN = 70;

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Settings settings;
  private final FileChannel lock;
  private final Store store;
  private final Cells cells;
  private final Endpoint endpoint;
  private final Host host;

  private Server(
      Settings settings, FileChannel lock, Store store, Cells cells, Endpoint endpoint, Host host) {
    this.settings = settings;
    this.lock = lock;
    this.store = store;
    this.cells = cells;
    this.endpoint = endpoint;
    this.host = host;
  }

  static Server start(Settings settings) throws IOException {
    FileChannel lock = lock(settings);
    RootKey key = RootKey.readOrMake(settings.folder(), settings.account());
    InstantSource clock = InstantSource.system();
    Store store = SqliteStore.open(settings.folder().resolve("argosy.db"));
    var random = new SecureRandom();
    var cells =
        new Cells(id ->
            new Cell(id, store, clock, new SplittableRandom(random.nextLong()), Server::broken));
    var gateway = new Gateway(cells);
    cells.whenOpened(cell -> Sweep.attach(cell, Sweep.VISIBLE));
    cells.whenOpened(Cell::start);
    cells.cell(new CellId(key.account(), settings.region()));
    store.cells().forEach(cells::cell);

    var self = new CompletableFuture<URI>();
    var front =
        new Front(new Actions(cells, self::join), key, clock, () -> UUID.randomUUID().toString());
    Endpoint endpoint =
        Endpoint.start(
            settings.listen(),
            settings.port(),
            front,
            gateway,
            Map.of("/_argosy/health", () -> Health.of(settings, cells)));
    var address = URI.create("http://" + settings.localHost() + ":" + endpoint.port());
    self.complete(address);
    new RunningServer(ProcessHandle.current().pid(), address).write(settings.folder());
    Host host = Host.start(settings, address, key, clock);
    return new Server(settings, lock, store, cells, endpoint, host);
  }

  /// Where clients on this machine reach it.
  URI address() {
    return URI.create("http://" + settings.localHost() + ":" + endpoint.port());
  }

  /// Two servers on one data folder would overwrite each other.
  private static FileChannel lock(Settings settings) throws IOException {
    FileChannel channel =
        FileChannel.open(
            settings.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock taken = channel.tryLock();
    if (taken == null) {
      channel.close();
      throw new Complaint(
          "another server uses the data folder "
              + settings.folder()
              + "; stop it with argosy down, or choose another folder with --data.");
    }
    return channel;
  }

  private static void broken(Invariant.Broken fault) {
    LOG.error("an invariant is broken; the server stops before it does harm", fault);
    Runtime.getRuntime().halt(BROKEN);
  }

  /// A clean stop: what runs goes on running.
  @Override
  public void close() throws IOException {
    host.close();
    endpoint.close();
    cells.close();
    store.close();
    RunningServer.forget(settings.folder());
    lock.close();
  }
}
