package argosy.server;

import argosy.wire.sigv4.Credentials;
import argosy.wire.tls.Pem;
import argosy.wire.tls.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes this machine a host of a server that is elsewhere, and stays until it is told to stop.
/// Containers outlive it.
@Command(description = "Make this machine a host of a server elsewhere.")
final class AgentCommand implements Callable<Integer> {
  private static final Duration LOOKED_EVERY = Duration.ofDays(1);

  @Mixin private Place place = new Place();
  @Mixin private RegionOption region = new RegionOption();
  @Mixin private HostOptions hosting = new HostOptions();
  @Mixin private FolderOptions folders = new FolderOptions();
  @Mixin private GpuOption gpus = new GpuOption();
  @Mixin private MachineOptions machine = new MachineOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server's endpoint, such as https://argosy.example:4566.")
  private Optional<URI> server = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "FILE",
      description = {
        "A file with what argosy join-token printed: server, cluster, key and certificates.",
        "Without it the key is in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
      })
  private Optional<Path> token = Optional.empty();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "The cluster to join: a name or an ARN (default: the token's, or default).")
  private Optional<String> cluster = Optional.empty();

  @Option(
      names = "--publish",
      defaultValue = "0.0.0.0",
      paramLabel = "ADDR",
      description = "The address that published ports are bound to (default: ${DEFAULT-VALUE}).")
  private String publish = "0.0.0.0";

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "An attribute of the container instance; may be given several times.")
  private Map<String, String> attributes = new TreeMap<>();

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "Certificates (PEM) to believe besides the usual: those of the server's own.")
  private Optional<Path> trust = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Optional<JoinToken> joinsBy =
        token.isPresent() ? Optional.of(JoinToken.read(token.get())) : Optional.empty();
    URI endpoint = endpoint(joinsBy);
    Credentials credentials =
        joinsBy.map(JoinToken::credentials).orElseGet(() -> credentials(System.getenv()));
    if (trust.isPresent()) {
      Trust.also(Pem.certificates(trust.get()));
    } else if (joinsBy.isPresent() && !joinsBy.get().certificates().isEmpty()) {
      Trust.also(Pem.certificates("the token", joinsBy.get().certificates()));
    }
    var joining =
        new Joining(
            place.folder(),
            endpoint,
            region.name,
            cluster.or(() -> joinsBy.map(JoinToken::cluster)).orElse(""),
            credentials,
            publish,
            attributes,
            hosting.chosen(),
            machine.chosen().named(folders.folders()),
            gpus.chosen(),
            machine.chosen());
    Host host = Host.start(joining, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(host::close));
    while (!Wait.until(LOOKED_EVERY, host::isConnected)) {
      // An agent waits for its server and its engine for as long as it takes.
    }
    spec.commandLine().getOut().println("argosy ready as a host of " + endpoint);
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private URI endpoint(Optional<JoinToken> joinsBy) {
    return server
        .or(() -> joinsBy.map(JoinToken::server))
        .orElseThrow(() ->
            new Complaint(
                "say which server: --server URL, or --token FILE with what argosy join-token"
                    + " printed there."));
  }

  private static Credentials credentials(Map<String, String> environment) {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new Complaint(
          "an agent signs what it says: give it the token that argosy join-token prints on the"
              + " server's machine (--token FILE), or set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY to a key of the server's account. On the server's machine,"
              + " argosy env prints the root's; a user's needs the policy"
              + " service-role/AmazonEC2ContainerServiceforEC2Role.");
    }
    return new Credentials(id, secret, environment.get("AWS_SESSION_TOKEN"));
  }
}
