package argosy.server;

import argosy.wire.Service;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;

/// Makes a user for the agent of another machine, who may be a host and nothing else, and prints
/// what that machine needs.
@Command(description = "Print a token with which another machine joins as a host.")
final class JoinTokenCommand implements Callable<Integer> {
  /// As AWS's own hosts have it.
  private static final String POLICY =
      "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";

  private static final String PATH = "/argosy/hosts/";

  @Mixin private Place place = new Place();
  @Mixin private RegionOption region = new RegionOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Where that machine reaches the server (default: where it listens).")
  private Optional<URI> server = Optional.empty();

  @Option(
      names = "--cluster",
      defaultValue = "",
      paramLabel = "NAME",
      description = "The cluster to join: a name or an ARN (default: default).")
  private String cluster = "";

  @Override
  public Integer call() throws Exception {
    URI reached = server.isPresent() ? server.get() : place.endpoint();
    if (reached.getHost() == null) {
      throw new Complaint(
          "--server wants a URL such as https://argosy.example:4566, not '" + reached + "'.");
    }
    if (isLoopback(reached.getHost())) {
      throw new Complaint(
          "no other machine reaches "
              + reached
              + ". Start the server with --listen 0.0.0.0 --tls, and say --server"
              + " https://NAME:PORT where others know it by another name.");
    }
    Client iam = Client.of(place, region.name).of(Service.IAM, region.name);
    String name = "host-" + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
    var _ =
        iam.call(
            CreateUserRequest.builder().userName(name).path(PATH).build(),
            CreateUserResponse.class);
    var _ =
        iam.call(
            AttachUserPolicyRequest.builder().userName(name).policyArn(POLICY).build(),
            AttachUserPolicyResponse.class);
    AccessKey key =
        iam.call(
                CreateAccessKeyRequest.builder().userName(name).build(),
                CreateAccessKeyResponse.class)
            .accessKey();
    Optional<Path> trust = place.trust();
    var token =
        new JoinToken(
            reached,
            cluster,
            key.accessKeyId(),
            key.secretAccessKey(),
            trust.isPresent() ? Files.readString(trust.get()) : "");
    PrintWriter out = spec.commandLine().getOut();
    out.println(token.text());
    out.flush();
    return 0;
  }

  /// By its text alone: a machine's own name may lead to itself here, and elsewhere to it.
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
