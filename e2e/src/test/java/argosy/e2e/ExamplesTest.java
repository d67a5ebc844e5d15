package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each example does what the examples' README says of it, by the launcher's `run`.
@ExtendWith(SharedArgosy.class)
class ExamplesTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Pattern PORT =
      Pattern.compile("answers at .*?http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern TASK = Pattern.compile("(?m)^ *([0-9a-f]{32}) ");

  private final Argosy argosy;

  ExamplesTest(Argosy argosy) {
    this.argosy = argosy;
  }

  @ParameterizedTest
  @MethodSource("argosy.e2e.Example#ending")
  void thoseThatEndSayWhatIsToBeSeen(Example example) throws Exception {
    Ran ran = argosy.run("run", example.file(), "--follow");
    String said = ran.out() + ran.err();
    assertTrue(example.shows(said), said);
    assertEquals(example.well() ? 0 : 1, ran.exitCode(), said);
  }

  @ParameterizedTest
  @MethodSource("argosy.e2e.Example#serving")
  void thoseThatServeAnswer(Example example) throws Exception {
    String said = argosy.run("run", example.file()).well().out();
    Matcher port = PORT.matcher(said);
    int at = port.find() ? Integer.parseInt(port.group(1)) : 8_090; // the host network's own
    Await.until(SOON, example.seen().pattern(), () -> example.shows(Pages.read(at)));
  }

  @ParameterizedTest
  @MethodSource("argosy.e2e.Example#staying")
  void thoseThatStayLogWhatIsToBeSeen(Example example) throws Exception {
    String said = argosy.run("run", example.file()).well().out();
    Matcher task = TASK.matcher(said);
    assertTrue(task.find(), said);
    Await.until(
        SOON,
        example.seen().pattern(),
        () -> example.shows(argosy.run("logs", task.group(1)).out()));
    String stopped = argosy.run("stop", task.group(1)).out();
    assertEquals(example.well(), !stopped.contains("137"), stopped);
  }

  @Test
  void noneIsForgotten() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(Launcher.example("")))) {
      List<String> all =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .sorted()
              .toList();
      assertEquals(all, Example.all().map(it -> it.name() + ".json").distinct().sorted().toList());
    }
  }
}
