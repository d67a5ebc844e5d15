package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Volume;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A container whose restart policy wants it is started again in its place, and no other is.
@ExtendWith(SharedArgosy.class)
class RestartsTest {
  /// The shortest that ECS takes.
  private static final int ATTEMPT_PERIOD_SECONDS = 60;

  private static final int LONGER = ATTEMPT_PERIOD_SECONDS + 1;
  private static final int IGNORED = 7;
  private static final Duration AGAIN_MAX = Duration.ofSeconds(LONGER + 20);

  private final Clients aws;

  RestartsTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void whatRanLongEnoughStartsAgainUnlessItsExitCodeIsIgnored() throws Exception {
    Task task = aws.running(aws.run(task()));
    String again = Clients.container(task, "again").runtimeId();
    JsonNode first = Docker.inspect(again).path("State");
    Await.until(Services.PATIENCE, "it starts", () -> starts(task, "again").equals("1"));

    Await.until(AGAIN_MAX, "it starts again", () -> starts(task, "again").equals("2"));
    JsonNode second = Docker.inspect(again).path("State");
    assertTrue(second.path("Running").asBoolean());
    assertTrue(at(second).isAfter(at(first).plusSeconds(LONGER - 1)), second::toString);
    Await.until(Services.PATIENCE, "the agent has heard of it", () -> restarts(again) == 1);

    Await.until(
        AGAIN_MAX,
        "the other ends",
        () -> Clients.container(aws.describe(task), "ignored").lastStatus().equals("STOPPED"));
    Task now = aws.describe(task);
    assertEquals("RUNNING", now.lastStatus());
    assertEquals("RUNNING", Clients.container(now, "again").lastStatus());
    assertEquals(again, Clients.container(now, "again").runtimeId(), "in its place");
    assertEnded(now, "ignored", IGNORED);
    assertEnded(now, "early", 1);
  }

  private void assertEnded(Task task, String name, int exitCode) throws Exception {
    Container ended = Clients.container(task, name);
    assertEquals("STOPPED", ended.lastStatus());
    assertEquals(exitCode, ended.exitCode());
    assertEquals("1", starts(task, name));
    assertFalse(Docker.runs(ended.runtimeId()));
  }

  private static RegisterTaskDefinitionRequest task() {
    String twice = "[ $(wc -l </starts/again) = 2 ] || { sleep " + LONGER + "; exit 1; }; ";
    return Definitions.of(
            "restarts",
            Definitions.shell("witness", Definitions.STAY)
                .mountPoints(Definitions.mount("starts", "/starts")),
            counted("again", twice + Definitions.STAY),
            counted("ignored", "sleep " + LONGER + "; exit " + IGNORED),
            counted("early", "exit 1"))
        .toBuilder()
        .volumes(Volume.builder().name("starts").build())
        .build();
  }

  /// A container that may start again, and writes a line each time.
  private static ContainerDefinition.Builder counted(String name, String script) {
    return Definitions.shell(name, "echo start >>/starts/" + name + "; " + script)
        .essential(false)
        .mountPoints(Definitions.mount("starts", "/starts"))
        .restartPolicy(it ->
            it.enabled(true)
                .restartAttemptPeriod(ATTEMPT_PERIOD_SECONDS)
                .ignoredExitCodes(IGNORED));
  }

  private static String starts(Task task, String name) throws Exception {
    String witness = Clients.container(task, "witness").runtimeId();
    return Docker.inside(witness, "cat /starts/" + name + " 2>/dev/null | wc -l");
  }

  private static int restarts(String container) throws Exception {
    String page = Docker.inside(container, "wget -qO- $ECS_CONTAINER_METADATA_URI_V4");
    return JsonMapper.shared().readTree(page).path("RestartCount").asInt();
  }

  private static Instant at(JsonNode state) {
    return Instant.parse(state.path("StartedAt").asString());
  }
}
