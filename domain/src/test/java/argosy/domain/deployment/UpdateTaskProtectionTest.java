package argosy.domain.deployment;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.service.Shop.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Fixtures;
import argosy.domain.InstanceBuilder;
import argosy.domain.TaskBuilder;
import argosy.domain.deployment.UpdateTaskProtection.Protections;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.Deployment;
import argosy.domain.service.Shop;
import argosy.domain.task.StopCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// Whom protection protects, from what and until when.
class UpdateTaskProtectionTest {
  private final Shop shop = new Shop();

  private Protections protect(boolean on, @Nullable Duration lasting, String... tasks) {
    return shop.done(
        UpdateTaskProtection.decide(shop.picture, CLUSTER, List.of(tasks), on, lasting, shop.now));
  }

  private static String arn(String task) {
    return Fixtures.task(task).toString();
  }

  private void scale(int desired) {
    shop.done(shop.updating(UpdateServiceRequest.builder().desiredCount(desired)));
  }

  private void deploy() {
    shop.done(shop.updating(UpdateServiceRequest.builder().forceNewDeployment(true)));
  }

  @Test
  void protectionLastsTwoHoursUnlessSaidOtherwise() {
    shop.create(asked());
    shop.running("t1");
    shop.running("t2");
    ProtectedTask two =
        ProtectedTask.builder()
            .taskArn(arn("t1"))
            .protectionEnabled(true)
            .expirationDate(shop.now.plus(Duration.ofHours(2)))
            .build();
    assertEquals(new Protections(List.of(two), List.of()), protect(true, null, "t1"));
    assertEquals(
        new Protections(List.of(two), List.of()),
        UpdateTaskProtection.read(shop.picture, CLUSTER, List.of(), shop.now),
        "without names those that are protected are told");
    protect(true, Duration.ofMinutes(1), "t1");
    shop.pass(Duration.ofMinutes(1));
    ProtectedTask over =
        ProtectedTask.builder().taskArn(arn("t1")).protectionEnabled(false).build();
    assertEquals(
        List.of(over),
        UpdateTaskProtection.read(shop.picture, CLUSTER, List.of("t1"), shop.now).tasks());
    protect(true, null, "t1");
    assertEquals(List.of(over), protect(false, null, "t1").tasks());
  }

  @Test
  void onlyRunningTasksOfServicesHaveIt() {
    shop.create(asked());
    shop.put(TaskBuilder.aTask().id("alone").running().build());
    shop.put(
        TaskBuilder.aTask()
            .id("ending")
            .of("web", shop.primary())
            .stopping(StopCode.USER_INITIATED, "")
            .build());
    assertEquals(
        List.of(
            failure("alone", "TASK_NOT_VALID", "Only tasks of a service can be protected."),
            failure("ending", "TASK_NOT_VALID", "The task is STOPPING."),
            Failure.builder().arn(arn("ghost")).reason("MISSING").build()),
        protect(true, null, "alone", "ending", "ghost").failures());
  }

  private static Failure failure(String task, String reason, String detail) {
    return Failure.builder().arn(arn(task)).reason(reason).detail(detail).build();
  }

  @Test
  void scalingInChoosesOthersAndThenWaits() {
    shop.create(asked());
    shop.running("t1");
    shop.running("t2");
    shop.pass(Duration.ofMinutes(1));
    protect(true, Duration.ofMinutes(30), "t1", "t2");
    scale(1);
    assertEquals(Optional.of(shop.now.plus(Duration.ofMinutes(30))), shop.reconcile().again());
    assertEquals(List.of("t1", "t2"), shop.wanted());
    String blocked =
        "(service web) was unable to reach steady state because (taskSet "
            + shop.primary()
            + ") was unable to scale in due to (reason 1 tasks under protection): (task ";
    assertTrue(shop.events().getFirst().startsWith(blocked), shop.events()::toString);
    assertTrue(
        shop.events().getFirst().endsWith(") until 2026-08-01T12:31:00Z."),
        shop.events()::toString);
    int said = shop.events().size();
    shop.reconcile();
    assertEquals(said, shop.events().size(), "it is said once");
    protect(false, null, "t2");
    shop.reconcile();
    assertEquals(List.of("t1"), shop.wanted());
  }

  @Test
  void protectionThatRunsOutLetsScalingInGoOn() {
    shop.create(asked());
    shop.running("t1");
    shop.running("t2");
    protect(true, Duration.ofMinutes(30), "t1", "t2");
    scale(0);
    shop.reconcile();
    shop.pass(Duration.ofMinutes(30));
    shop.reconcile();
    assertEquals(List.of(), shop.wanted());
  }

  @Test
  void aDeploymentWaitsForProtectedTasks() {
    shop.create(asked());
    shop.running("t1");
    shop.running("t2");
    shop.pass(Duration.ofMinutes(1));
    shop.reconcile();
    protect(true, Duration.ofMinutes(30), "t1");
    String old = shop.primary();
    deploy();
    shop.running("n1");
    shop.running("n2");
    shop.pass(Duration.ofMinutes(1));
    shop.reconcile();
    assertEquals(List.of("n1", "n2", "t1"), shop.wanted(), "t2 is replaced, t1 is not");
    shop.reconcile();
    assertEquals(Deployment.State.IN_PROGRESS, shop.web().primary().orElseThrow().state());
    assertTrue(shop.web().standing().isHeldBack());
    shop.put(TaskBuilder.aTask().id("t3").of("web", old).running().build());
    Protections more = protect(true, null, "t3", "t1", "n1");
    assertEquals(List.of("DEPLOYMENT_BLOCKED"), reasons(more), "no more of the older ones");
    assertEquals(2, more.tasks().size(), "those that are protected may go on, new ones too");
    protect(false, null, "t1");
    shop.reconcile();
    assertEquals(List.of("n1", "n2"), shop.wanted());
  }

  private static List<String> reasons(Protections protections) {
    return protections.failures().stream().map(Failure::reason).toList();
  }

  @Test
  void aDrainingInstanceWaitsForThemToo() {
    shop.create(asked().desiredCount(1));
    shop.running("t1");
    protect(true, Duration.ofMinutes(30), "t1");
    shop.put(InstanceBuilder.anInstance().status(InstanceStatus.DRAINING).build());
    shop.put(InstanceBuilder.anInstance().id("i2").build());
    shop.reconcile();
    assertEquals(2, shop.wanted().size(), "its substitute starts at once");
    shop.pass(Duration.ofMinutes(30));
    shop.reconcile();
    assertTrue(shop.wanted().contains("t1"), "the substitute doesn't run yet");
  }
}
