package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.control.iam.TaskRoles;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.store.Accounts.Account;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which credentials agents are told with their tasks, and when they are told new ones.
class TaskRolesTest {
  private static final String TASK_ROLE = "arn:aws:iam::123456789012:role/web";

  private final FleetRig rig = new FleetRig();
  private final InstanceArn host = rig.host();

  TaskRolesTest() {
    rig.store.accounts().add(new Account("123456789012", "AKIAROOT", "root's secret"));
  }

  @Test
  void aTaskIsToldWithTheCredentialsOfBothItsRoles() {
    rig.register("web", TASK_ROLE, "starter");
    TaskArn arn = rig.run(1).getFirst();
    PayloadTask task = rig.connect(host).payloads().getFirst().tasks().getFirst();
    RoleCredentials own = good(task.roleCredentials());
    assertEquals(TASK_ROLE, own.roleArn());
    assertEquals(rig.clock.instant().plus(TaskRoles.LIFE), Instant.parse(own.expiration()));
    var key = rig.sessions.find(own.accessKeyId(), own.sessionToken()).orElseThrow();
    assertEquals(own.secretAccessKey(), key.credentials().secretAccessKey());
    assertEquals("arn:aws:sts::123456789012:assumed-role/web/" + arn.id(), key.caller().arn());
    RoleCredentials starter = good(task.executionRoleCredentials());
    assertEquals("arn:aws:iam::123456789012:role/starter", starter.roleArn());
    assertNotEquals(own.credentialsId(), starter.credentialsId());
  }

  @Test
  void whatTheyAreForIsSealedInThem() {
    rig.register("web", TASK_ROLE, "starter");
    rig.run(1);
    PayloadTask task = rig.connect(host).payloads().getFirst().tasks().getFirst();
    assertEquals("TASK", duty(good(task.roleCredentials())));
    assertEquals("EXECUTION", duty(good(task.executionRoleCredentials())));
  }

  private String duty(RoleCredentials told) {
    return rig.sessions.find(told.accessKeyId(), told.sessionToken()).orElseThrow().caller().duty();
  }

  @Test
  void theyAreRenewedEveryHourUnderTheSameId() {
    rig.register("web", TASK_ROLE, null);
    TaskArn arn = rig.run(1).getFirst();
    var agent = rig.connect(host);
    var payload = agent.payloads().getFirst();
    RoleCredentials first = good(payload.tasks().getFirst().roleCredentials());
    agent.acks(payload);
    var renewed = new ArrayList<AcsMessage.IAMRoleCredentialsMessage>();
    for (Duration past = Duration.ZERO;
        past.compareTo(TaskRoles.RENEWAL) <= 0;
        past = past.plusSeconds(10)) {
      rig.pass(Duration.ofSeconds(10));
      for (AcsMessage message : agent.heard()) {
        switch (message) {
          case AcsMessage.HeartbeatMessage beat ->
              agent.says(new AcsMessage.HeartbeatAckRequest(beat.messageId()));
          case AcsMessage.TaskManifestMessage manifest -> agent.acks(manifest);
          case AcsMessage.IAMRoleCredentialsMessage told -> renewed.add(told);
          default -> throw new AssertionError(message);
        }
      }
    }
    assertEquals(1, renewed.size());
    assertEquals(arn.toString(), renewed.getFirst().taskArn());
    assertEquals(RoleCredentials.TASK, renewed.getFirst().roleType());
    RoleCredentials next = renewed.getFirst().roleCredentials();
    assertEquals(first.credentialsId(), next.credentialsId());
    assertNotEquals(first.accessKeyId(), next.accessKeyId());
    assertTrue(Instant.parse(next.expiration()).isAfter(Instant.parse(first.expiration())));
  }

  @Test
  void noTwoTasksAskUnderTheSameId() {
    rig.register("web", TASK_ROLE, null);
    rig.run(2);
    List<PayloadTask> tasks = rig.connect(host).payloads().getFirst().tasks();
    assertNotEquals(
        good(tasks.getFirst().roleCredentials()).credentialsId(),
        good(tasks.getLast().roleCredentials()).credentialsId());
  }

  @Test
  void whatIsToStopAndWhatHasNoRoleGetsNone() {
    rig.run(1);
    rig.register("web", TASK_ROLE, null);
    TaskArn stopping = rig.run(1).getFirst();
    rig.stop(stopping);
    for (PayloadTask task : rig.connect(host).payloads().getFirst().tasks()) {
      assertNull(task.roleCredentials());
      assertNull(task.executionRoleCredentials());
    }
  }

  @Test
  void aRoleOfAnotherAccountIsNotGiven() {
    rig.register("web", "arn:aws:iam::210987654321:role/web", null);
    rig.run(1);
    assertNull(rig.connect(host).payloads().getFirst().tasks().getFirst().roleCredentials());
  }

  private static RoleCredentials good(@Nullable RoleCredentials credentials) {
    return Objects.requireNonNull(credentials);
  }
}
