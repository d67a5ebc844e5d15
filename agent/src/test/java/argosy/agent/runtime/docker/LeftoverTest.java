package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which processes belong to a container, whoever knows of it.
final class LeftoverTest {
  private static final String ID =
      "f760c8983775ef80534cd9eb0c5b0b8efc416608d4e91e1475a4fc6d07178711";

  @TempDir private Path proc = Path.of("");

  private void process(String name, String groups) throws IOException {
    Files.writeString(Files.createDirectory(proc.resolve(name)).resolve("cgroup"), groups);
  }

  @Test
  void theyAreFoundByTheirControlGroups() throws IOException {
    process("7", "4:memory:/docker/" + ID + "\n1:cpu:/docker/" + ID);
    process("8", "0::/system.slice/docker-" + ID + ".scope\n");
    process("9", "0::/system.slice/docker.service\n");
    process("self", "4:memory:/docker/" + ID);
    Files.createDirectory(proc.resolve("10")); // ended in between
    assertEquals(List.of(7L, 8L), Leftover.of(proc, ID).stream().sorted().toList());
    assertEquals(List.of(), Leftover.of(proc, "0".repeat(64)));
  }
}
