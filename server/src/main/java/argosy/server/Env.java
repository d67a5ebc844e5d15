package argosy.server;

import argosy.store.Accounts.Account;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints the exports that point AWS clients here.
@Command(description = "Print the exports that point AWS clients to this server.")
final class Env implements Callable<Integer> {
  @Mixin private Place place = new Place();
  @Mixin private RegionOption region = new RegionOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account whose root key to print (default: the first one).")
  private Optional<String> account = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Account key = Client.key(place, account);
    PrintWriter out = spec.commandLine().getOut();
    out.println("export AWS_ENDPOINT_URL=" + place.endpoint());
    out.println("export AWS_ACCESS_KEY_ID=" + key.accessKeyId());
    out.println("export AWS_SECRET_ACCESS_KEY=" + key.secretAccessKey());
    out.println("export AWS_DEFAULT_REGION=" + region.name);
    // A certificate that an operator brought is the platform's to believe, or the operator's.
    Optional<Path> trust = place.trust();
    if (trust.isPresent() && trust.get().startsWith(place.folder())) {
      out.println("export AWS_CA_BUNDLE=" + trust.get());
    }
    out.flush();
    return 0;
  }
}
