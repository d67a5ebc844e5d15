package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// boto3, unchanged: its paginators, waiters and classes of errors. What it does is in `boto.py`.
@ExtendWith(SharedArgosy.class)
class BotoTest {
  private static final Duration WHOLE_MAX = Duration.ofMinutes(2);

  @Test
  void boto3DoesWhatItsUsersDo(Argosy argosy) throws Exception {
    assumeTrue(isInstalled(), "SKIPPED: no boto3; pip install boto3");
    Path script = Path.of(Objects.requireNonNull(BotoTest.class.getResource("boto.py")).toURI());
    Ran ran =
        Ran.of(
            WHOLE_MAX,
            argosy.exports().variables(),
            List.of("python3", "-B", script.toString(), Launcher.example("")));
    assertEquals(0, ran.exitCode(), ran::toString);
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return Ran.of(WHOLE_MAX, Map.of(), List.of("python3", "-c", "import boto3")).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
