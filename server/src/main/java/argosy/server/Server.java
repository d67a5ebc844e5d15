package argosy.server;

import argosy.api.Actions;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.cell.Keeper;
import argosy.control.cell.Watch;
import argosy.control.fleet.Gateway;
import argosy.control.iam.Access;
import argosy.control.iam.Identities;
import argosy.control.iam.RoleSessions;
import argosy.control.iam.TaskRoles;
import argosy.control.iam.UserKeys;
import argosy.control.journal.DecisionLog;
import argosy.control.reap.Sweep;
import argosy.control.reconcile.Reconciler;
import argosy.domain.deployment.Outside;
import argosy.domain.instance.Instance;
import argosy.domain.state.Invariant;
import argosy.server.report.Metrics;
import argosy.server.report.RequestLog;
import argosy.server.report.WatchedStore;
import argosy.store.Accounts.Account;
import argosy.store.Store;
import argosy.telemetry.logs.LogStore;
import argosy.wire.http.Address;
import argosy.wire.http.Endpoint;
import argosy.wire.http.Front;
import argosy.wire.sigv4.Verifier;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control plane and this machine's agent, wired together: what `argosy up` runs.
final class Server implements AutoCloseable {

  /// The exit code of a process whose state can't be trusted (sysexits' EX_SOFTWARE).
  private static final int BROKEN = 70;

  /// The agent joins in a few hundred milliseconds, an engine that is just starting in seconds.
  private static final Duration HOST_MAX = Duration.ofSeconds(10);

  /// Engines start in a second, their agents in two.
  private static final Duration HOSTS_MAX = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Settings settings;
  private final FolderLock lock;
  private final WatchedStore store;
  private final Cells cells;
  private final Keeper keeper;
  private final LogStore logs;
  private final Endpoint endpoint;
  private final Optional<Host> host;

  private Server(Settings settings, FolderLock lock, Store kept) throws IOException {
    InstantSource clock = InstantSource.system();
    var random = new SecureRandom();
    var metrics = new Metrics(Main.version());
    this.settings = settings;
    this.lock = lock;
    this.store = new WatchedStore(kept, clock, metrics);
    this.cells =
        new Cells(
            store,
            id ->
                new Cell(
                    id, store, clock, new SplittableRandom(random.nextLong()), Server::broken));
    this.keeper = new Keeper(store, cells);
    Watch watch = metrics.and(new DecisionLog());
    cells.whenOpened(cell -> cell.watch(watch));
    var identities = new Identities(cells, store, clock);
    var access = new Access(identities, clock);
    var roles = new RoleSessions(store.accounts(), clock);
    var gateway = new Gateway(cells, access, new TaskRoles(roles, random));
    cells.whenOpened(cell -> Sweep.attach(cell, settings.stoppedTasksFor()));
    Outside outside = Outside.NONE.with(settings.lostHostsAfter().limit());
    cells.whenOpened(cell -> Reconciler.attach(cell, outside));
    cells.whenOpened(Cell::start);
    metrics.read(cells, gateway.traffic());

    this.logs = settings.store().logs(clock);
    Account first = accounts(store, settings);
    var self = new CompletableFuture<URI>();
    var keys = new Keys(store.accounts(), new UserKeys(identities), roles, clock);
    var actions = new Actions(cells, access, logs, host -> settings.seen(host, self.join()));
    var front =
        new Front(
            actions,
            keys,
            clock,
            () -> UUID.randomUUID().toString(),
            metrics.andThen(new RequestLog()));
    String id = UUID.randomUUID().toString();
    var spot = new SpotPage(new Verifier(keys, clock), access, cells);
    var pages = new Pages(settings, store, metrics).byPath(id, self::join, cells, spot);
    this.endpoint = Endpoint.start(listening(settings), front, gateway, pages);
    if (settings.underlay().isPresent()) {
      endpoint.listenAlso(new Address(settings.underlay().get().toString(), endpoint.port(), null));
    }
    self.complete(address());
    new RunningServer(
            ProcessHandle.current().pid(),
            id,
            address(),
            settings.tls().map(ServerTls::trust).orElse(null))
        .write(settings.folder());
    keeper.start();
    logs.start();
    this.host =
        settings.runsTasks()
            ? Optional.of(Host.start(settings, address(), first, clock))
            : Optional.empty();
  }

  static Server start(Settings settings) throws IOException {
    FolderLock lock =
        FolderLock.take(
            settings.folder(),
            "another server uses the data folder "
                + settings.folder()
                + "; stop it with argosy down, or choose another folder with --data.");
    settings.store().remember();
    return new Server(settings, lock, settings.store().open(settings.self()));
  }

  /// Makes the first account where there is none, copies all keys for the command line, and answers
  /// the first account.
  private static Account accounts(Store store, Settings settings) throws IOException {
    if (store.accounts().list().isEmpty()) {
      store.accounts().add(RootKey.make(settings.account()));
    }
    List<Account> all = store.accounts().list();
    RootKey.copy(settings.folder(), all);
    return all.getFirst();
  }

  /// Waits until this machine takes tasks, so that who was told that the server is ready can run
  /// one. Goes on without where there is no engine, or it takes too long.
  void awaitHost() throws Exception {
    if (host.isPresent()
        && host.get().hasEngine()
        && !Wait.until(HOST_MAX, () -> isReady(host.get()))) {
      LOG.warn("this machine doesn't take tasks yet; the agent goes on trying");
    }
  }

  /// Waits until as many hosts on this machine take tasks; goes on without if that takes too long.
  void awaitHosts(int count) throws Exception {
    if (!Wait.until(HOSTS_MAX, () -> instances() >= count)) {
      LOG.warn(
          "{} of {} hosts don't take tasks yet; their agents go on trying",
          count - instances(),
          count);
    }
  }

  private long instances() {
    return cells.opened().stream()
        .flatMap(cell -> cell.picture().all(Instance.KIND).stream())
        .filter(instance ->
            instance.agentConnected()
                && argosy.domain.placement.Host.of(instance).pool().isInstance())
        .count();
  }

  private boolean isReady(Host machine) {
    return machine.isConnected()
        && (cells.opened().isEmpty()
            || cells.opened().stream()
                .flatMap(cell -> cell.picture().all(Instance.KIND).stream())
                .anyMatch(Instance::agentConnected));
  }

  /// Where clients on this machine reach it.
  URI address() {
    return settings.address(endpoint.port());
  }

  int port() {
    return endpoint.port();
  }

  private static Address listening(Settings settings) throws IOException {
    SSLContext tls = settings.tls().isPresent() ? settings.tls().get().identity().context() : null;
    return new Address(settings.listen(), settings.port(), tls);
  }

  /// Two servers on one data folder would overwrite each other.
  private static void broken(Invariant.Broken fault) {
    LOG.error("invariant=broken; the server stops before it does harm", fault);
    Runtime.getRuntime().halt(BROKEN);
  }

  /// A clean stop: what runs goes on running.
  @Override
  public void close() throws IOException {
    host.ifPresent(Host::close);
    endpoint.close();
    keeper.close();
    cells.close();
    logs.close();
    store.close();
    RunningServer.forget(settings.folder());
    lock.close();
  }
}
