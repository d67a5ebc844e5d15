package argosy.server;

import argosy.store.JdbcStore;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Replaces all accounts and all state with what a backup holds, whether the server runs or not.
@Command(description = "Replace all accounts and all state with what a backup holds.")
final class Restore implements Callable<Integer> {
  @Mixin private Place place = new Place();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A file that argosy backup wrote.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path folder = place.folder();
    int lines;
    try (JdbcStore store = StoreAddress.of(folder).open();
        Reader in = Files.newBufferedReader(file)) {
      lines = store.restore(in);
      RootKey.copy(folder, store.accounts().list());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Restored "
            + lines
            + " accounts and documents from "
            + file
            + ". Tasks that it doesn't know are stopped. argosy env prints its keys.");
    out.flush();
    return 0;
  }
}
