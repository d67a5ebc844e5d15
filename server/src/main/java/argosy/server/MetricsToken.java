package argosy.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The token with which a server's metrics are read: made once, kept in the data folder for its
/// owner's eyes, and printed for whoever configures Prometheus.
@Command(description = "Print the token with which to read the metrics.")
final class MetricsToken implements Callable<Integer> {
  private static final String FILE = "metrics.token";

  /// Nobody guesses 256 bits.
  private static final int BYTES = 32;

  @Mixin private Place place = new Place();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println(of(place.folder()));
    out.flush();
    return 0;
  }

  /// The token of a data folder; made if there is none.
  static String of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path fresh = Files.createTempFile(folder, FILE, ".new", ownerOnly);
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      Files.move(fresh, file);
    }
    return Files.readString(file).strip();
  }
}
