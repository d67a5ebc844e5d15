package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each example does what the examples' README says of it, by the launcher's `run`.
@ExtendWith(SharedArgosy.class)
class ExamplesTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Pattern PORT =
      Pattern.compile("answers at .*?http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern TASK = Pattern.compile("(?m)^ *([0-9a-f]{32}) ");

  private final Argosy argosy;

  ExamplesTest(Argosy argosy) {
    this.argosy = argosy;
  }

  @ParameterizedTest
  @CsvSource({
    "fails, 1, there is no DATABASE_URL",
    "folders, 1, ATTRIBUTE",
    "host-processes, 0, \\d{2}",
    "kernel, 0, CapBnd:\\s+0+\\n(?s).*process 1 is .*init",
    "metadata, 0, \"TaskARN\"",
    "no-image, 1, CannotPullContainerError.*there-is-no-such-image",
    "role, 0, :role/explorer",
    "shared-volume, 0, UTC",
    "task-processes, 1, a note in shared memory",
    "too-big, 1, RESOURCE:MEMORY",
    "waits-in-vain, 1, web.*migration"
  })
  void thoseThatEndSayWhatIsToBeSeen(String example, int exitCode, String seen) throws Exception {
    Ran ran = argosy.run("run", Launcher.example(example + ".json"), "--follow");
    String said = ran.out() + ran.err();
    assertTrue(Pattern.compile(seen).matcher(said).find(), said);
    assertEquals(exitCode, ran.exitCode(), said);
  }

  @ParameterizedTest
  @CsvSource({
    "first-things-first, Written before the server started",
    "fixed-port, <title>",
    "host-network, <title>",
    "linked, <title>",
    "sidecar, <title>",
    "volume, another container wrote this page",
    "webserver, <title>"
  })
  void thoseThatServeAnswer(String example, String page) throws Exception {
    String said = argosy.run("run", Launcher.example(example + ".json")).well().out();
    Matcher port = PORT.matcher(said);
    int at = port.find() ? Integer.parseInt(port.group(1)) : 8_090; // the host network's own
    Await.until(SOON, page, () -> Pages.read(at).contains(page));
  }

  @ParameterizedTest
  @CsvSource({
    "awslogs, UTC",
    "linked, <title>",
    "no-network, lo:",
    "port-range, on port 8002",
    "restarts, I start at",
    "settings, Ahoy from nobody in /tmp",
    "stubborn, ''"
  })
  void thoseThatStayLogWhatIsToBeSeen(String example, String line) throws Exception {
    String said = argosy.run("run", Launcher.example(example + ".json")).well().out();
    Matcher task = TASK.matcher(said);
    assertTrue(task.find(), said);
    Await.until(SOON, line, () -> argosy.run("logs", task.group(1)).well().out().contains(line));
    String stopped = argosy.run("stop", task.group(1)).out();
    assertTrue(!example.equals("stubborn") || stopped.contains("137"), stopped);
  }

  @Test
  void noneIsForgotten() throws Exception {
    Set<String> tried =
        Arrays.stream(ExamplesTest.class.getDeclaredMethods())
            .flatMap(method -> Stream.ofNullable(method.getAnnotation(CsvSource.class)))
            .flatMap(source -> Arrays.stream(source.value()))
            .map(row -> row.split(",", 2)[0] + ".json")
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.list(Path.of(Launcher.example("")))) {
      List<String> all =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .sorted()
              .toList();
      assertEquals(all, List.copyOf(tried));
    }
  }
}
