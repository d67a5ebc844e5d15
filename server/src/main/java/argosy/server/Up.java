package argosy.server;

import argosy.control.reap.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the server and stays until it is told to stop.
@Command(description = "Start the server: control plane, and this machine as a host.")
final class Up implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Up.class);

  @Mixin private Place place = new Place();
  @Mixin private RegionOption region = new RegionOption();
  @Mixin private FolderOptions folders = new FolderOptions();
  @Mixin private GpuOption gpus = new GpuOption();
  @Mixin private TlsOptions tls = new TlsOptions();
  @Mixin private HostOptions hosting = new HostOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDR",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String listen = "127.0.0.1";

  @Option(
      names = "--plain-http",
      description = "Allow to listen beyond loopback without TLS, where the network is trusted.")
  private boolean plainHttp;

  @Option(
      names = "--account",
      defaultValue = "123456789012",
      paramLabel = "ID",
      description = "The account that the first start makes (default: ${DEFAULT-VALUE}).")
  private String account = "123456789012";

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = {
        "Keep the state in a PostgreSQL that several servers may share:",
        "postgresql://user:password@host:port/database (default: a file in the data folder)."
      })
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--stopped-tasks-for",
      defaultValue = "1h",
      converter = TimeSpan.class,
      paramLabel = "TIME",
      description = {
        "How long stopped tasks stay visible, from 1s to 31d (default: ${DEFAULT-VALUE}, as with",
        "Amazon ECS)."
      })
  private Duration stoppedTasksFor = Sweep.VISIBLE;

  @Option(
      names = "--lost-hosts-after",
      defaultValue = "5m",
      converter = AwayLimit.Reader.class,
      paramLabel = "TIME",
      description = {
        "How long a host may be away before services replace its tasks elsewhere, from 10s to 31d",
        "(default: ${DEFAULT-VALUE}), or never, as with Amazon ECS."
      })
  private AwayLimit lostHostsAfter = AwayLimit.NEVER;

  @Option(
      names = "--no-agent",
      description = "Be a server only; hosts are elsewhere (see argosy agent).")
  private boolean noAgent;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      description = {
        "Make N hosts on this machine, each with a network and a Docker Engine of its own, in",
        "zones a, b and c in turn; 0 ends them (default: those of the start before)."
      })
  private Optional<Integer> hosts = Optional.empty();

  @Override
  public Integer call() throws Exception {
    var local = LocalHosting.of(place.folder(), hosts);
    var settings =
        new Settings(
            listen,
            place.port,
            tls.choose(place.folder(), listen, Instant.now()),
            place.folder(),
            new StoreAddress(place.folder(), store),
            account,
            region.name,
            stoppedTasksFor,
            lostHostsAfter,
            !noAgent,
            local.ground(),
            hosting.chosen(),
            folders.folders(),
            gpus.chosen());
    if (noAgent && !(folders.isEmpty() && gpus.isEmpty())) {
      throw new Complaint(
          "--efs-folder, --s3-folder and --gpus are the agent's, and --no-agent has none here: give"
              + " them to argosy agent on the hosts.");
    }
    if (!settings.isLoopback() && !plainHttp && settings.tls().isEmpty()) {
      throw new Complaint(
          "listening on "
              + listen
              + " would send everything over the network in the clear. Add --tls for a certificate"
              + " of this server's own, or --tls-cert and --tls-key for one of yours, or"
              + " --plain-http if the network is trusted; or listen on 127.0.0.1.");
    }
    Server server = Server.start(settings);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server, local)));
    server.awaitHost();
    local.start(server, place, region.name, spec.commandLine().getParseResult());
    spec.commandLine().getOut().println("argosy ready " + server.address());
    spec.commandLine().getOut().flush();
    stopped.await();
    return 0;
  }

  private static void stop(Server server, LocalHosting local) {
    try {
      local.rest();
      server.close();
      LOG.info("stopped; tasks run on");
    } catch (Exception e) {
      LOG.error("the server did not stop cleanly", e);
    }
  }
}
