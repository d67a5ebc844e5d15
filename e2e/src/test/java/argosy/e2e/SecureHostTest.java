package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

/// A host of a server with TLS, which it believes because it is told to.
class SecureHostTest {
  /// Pings, and then an upgrade, that nobody answers.
  private static final Duration MISSED_MAX = Duration.ofSeconds(60);

  private static final Duration FOUND_MAX = Duration.ofSeconds(40);

  @Test
  void itNoticesThatItsServerFallsSilentAndFindsItAgain() throws Exception {
    try (Argosy argosy = Argosy.prepare("--no-agent", "--tls")) {
      argosy.up();
      assertEquals("https", argosy.exports().endpoint().getScheme());
      try (SeparateAgent agent = SeparateAgent.of(argosy)) {
        Clients aws = argosy.clients();
        String definition = aws.register(Definitions.of("secure", Definitions.webserver(0)));
        Task task = aws.running(aws.run(definition, 1)).getFirst();
        var unharmed = new Unharmed(aws, agent);
        Map<String, String> before = unharmed.starts();
        assertEquals(1, before.size());

        argosy.pause();
        try {
          says(agent, "ACS was closed: 1006 the peer isn't heard any more");
          says(agent, "ACS can't be opened");
        } finally {
          argosy.resume();
        }
        Task next =
            Await.some(
                FOUND_MAX,
                "it takes tasks again",
                () ->
                    aws.ecs().runTask(it -> it.taskDefinition(definition)).tasks().stream()
                        .findFirst());
        aws.running(next);
        unharmed.becomesTrue();
        unharmed.runStill(before);
        assertEquals("RUNNING", aws.describe(task).lastStatus());
        assertEquals("RUNNING", aws.describe(next).lastStatus());
        unharmed.leavesNothing();
      }
    }
  }

  private static void says(SeparateAgent agent, String line) throws Exception {
    Await.until(MISSED_MAX, line, () -> agent.log().contains(line));
  }
}
