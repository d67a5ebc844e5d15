package argosy.agent;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A checkpoint in a folder: one file for each text, replaced by renaming so that none is ever
/// half-written.
public final class FileCheckpoint implements Checkpoint {
  private static final String SUFFIX = ".json";
  private final Path folder;

  public FileCheckpoint(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public Map<String, String> load() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          texts.put(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
        }
      }
    }
    return texts;
  }

  @Override
  public void put(String name, String text) throws IOException {
    Path written = Files.writeString(folder.resolve(name + ".new"), text);
    Files.move(written, folder.resolve(name + SUFFIX), ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + SUFFIX));
  }
}
