package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.AcsMessage.IAMRoleCredentialsAckRequest;
import argosy.wire.acs.AcsMessage.IAMRoleCredentialsMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;

/// What becomes of the credentials that come with a task.
class CredentialsTest {
  private static final String SECRET = "the-secret";

  private TaskEndpoint.Tasks asked = _ -> CompletableFuture.completedFuture(Optional.empty());

  private final AgentRig rig =
      new AgentRig(
              (_, tasks, _) -> {
                asked = tasks;
                return true;
              })
          .start();

  private final PayloadTask task =
      Payloads.task("t1", Payloads.container("web"))
          .with(credentials("id-task", 1), credentials("id-execution", 1));

  @Test
  void theyAreAcknowledgedAndServedToTheTask() throws Exception {
    rig.place(task);
    List<AcsMessage> said = said();
    assertTrue(said.contains(new IAMRoleCredentialsAckRequest("m1", "2026-01-01", "id-task")));
    assertTrue(said.contains(new IAMRoleCredentialsAckRequest("m1", "2026-01-01", "id-execution")));
    assertEquals(task.roleCredentials(), asked.credentials("id-task").orElseThrow());
    assertTrue(
        environment().contains("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/id-task"));
  }

  @Test
  void thoseOfTheExecutionRoleAreForTheEngineAndToldToNoContainer() throws Exception {
    rig.place(task);
    assertEquals(task.executionRoleCredentials(), asked.credentials("id-execution").orElseThrow());
    String all = rig.runtime.body(rig.container("web").id()).toString();
    assertFalse(all.contains("id-execution\""), all);
  }

  @Test
  void newOnesTakeThePlaceOfTheOld() throws Exception {
    rig.place(task);
    renew(Payloads.arn("t1"), credentials("id-task", 2));
    assertEquals("key2", asked.credentials("id-task").orElseThrow().accessKeyId());
    assertTrue(said().contains(new IAMRoleCredentialsAckRequest("new", "2026-01-01", "id-task")));
    renew(Payloads.arn("t2"), credentials("id-other", 2));
    assertEquals(Optional.empty(), asked.credentials("id-other"));
  }

  @Test
  void nothingOfThemIsWrittenDown() {
    rig.place(task);
    assertFalse(rig.checkpoint.load().toString().contains(SECRET));
    assertFalse(rig.container("web").labels().toString().contains(SECRET));
    assertFalse(task.toString().contains(SECRET));
  }

  @Test
  void aTaskThatHasStoppedHasNone() throws Exception {
    rig.place(task);
    rig.place(Payloads.stopped(task));
    rig.loop.pass(Duration.ofMinutes(1));
    rig.loop.settle();
    assertEquals(Optional.empty(), asked.credentials("id-task"));
    rig.place(task);
    assertEquals(Optional.empty(), asked.credentials("id-task"), "it doesn't run again");
  }

  @Test
  void whoAsksTheNextAgentWaitsUntilItIsToldThem() throws Exception {
    rig.place(task);
    rig.restart();
    var early = new FutureTask<>(() -> asked.credentials("id-task"));
    Thread asking = Thread.ofVirtual().start(early);
    while (asking.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    rig.place(task);
    assertEquals(task.roleCredentials(), early.get().orElseThrow());
  }

  @Test
  void aHostThatServesThemOnlyLaterSaysSoThen() {
    boolean[] taken = {true};
    var late =
        new AgentRig(
                (_, _, _) -> {
                  if (taken[0]) {
                    throw new IOException("another agent has the address");
                  }
                  return true;
                })
            .start();
    assertFalse(serves(late.plane.registrations.getLast()));
    late.loop.pass(Duration.ofSeconds(11));
    assertEquals(1, late.plane.registrations.size(), "there is nothing new to say");
    taken[0] = false;
    late.loop.pass(Duration.ofSeconds(11));
    RegisterContainerInstanceRequest again = late.plane.registrations.getLast();
    assertTrue(serves(again));
    assertEquals(late.plane.instance(), again.containerInstanceArn());
    assertEquals(1, late.plane.acs.size(), "its sockets stay");
  }

  private static boolean serves(RegisterContainerInstanceRequest request) {
    return request.attributes().stream()
        .anyMatch(it -> it.name().equals("com.amazonaws.ecs.capability.task-iam-role"));
  }

  private void renew(String arn, RoleCredentials credentials) {
    rig.plane
        .acs()
        .say(
            AcsFrame.encode(
                new IAMRoleCredentialsMessage("new", arn, RoleCredentials.TASK, credentials)));
    rig.loop.settle();
  }

  private List<AcsMessage> said() {
    return rig.plane.acs().heard.stream().map(AcsFrame::decode).toList();
  }

  private List<String> environment() {
    return rig.runtime
        .body(rig.container("web").id())
        .path("Env")
        .valueStream()
        .map(text -> text.asString())
        .toList();
  }

  private static RoleCredentials credentials(String id, int number) {
    return new RoleCredentials(
        id, "arn:aws:iam::000000000000:role/web", "key" + number, SECRET, "token", "2026-01-01");
  }
}
