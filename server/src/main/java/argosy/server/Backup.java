package argosy.server;

import argosy.store.JdbcStore;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes all accounts and all state to a file, whether the server runs or not.
@Command(description = "Write all accounts and all state to a file.")
final class Backup implements Callable<Integer> {
  @Mixin private Place place = new Place();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The file to write; its owner alone can read it.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    int lines;
    try (JdbcStore store = StoreAddress.of(place.folder()).open();
        FileChannel channel =
            FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
        Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      lines = store.backup(out);
      out.flush();
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrintWriter say = spec.commandLine().getOut();
    say.println("Wrote " + lines + " accounts and documents to " + file + ".");
    say.flush();
    return 0;
  }
}
