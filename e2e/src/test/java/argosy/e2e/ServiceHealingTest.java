package argosy.e2e;

import static argosy.e2e.Services.checked;
import static argosy.e2e.Services.stays;
import static argosy.e2e.Services.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/// What becomes of a service whose containers die or turn sick: others take their places.
@ExtendWith(SharedArgosy.class)
class ServiceHealingTest {
  private final Services services;
  private final Clients aws;

  ServiceHealingTest(Clients aws) {
    this.aws = aws;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "rm --force"})
  void aContainerThatEndsIsReplaced(String how) throws Exception {
    services.create("heals", 3, stays(), it -> {});
    services.complete("heals");
    Set<String> before = services.containers("heals");
    Task victim = services.tasks("heals").getFirst();
    String container = victim.containers().getFirst().runtimeId();
    Docker.run((how + " " + container).split(" ")).well();
    services.replaced("heals", Set.of(container), 3);
    Set<String> others = new TreeSet<>(before);
    others.remove(container);
    assertTrue(services.containers("heals").containsAll(others), "the others run on");
    Service healed = services.complete("heals");
    String said = told(healed);
    assertTrue(
        said.contains(
            "(task " + Services.id(victim) + ") failed: Essential container in task exited"),
        said);
    assertEquals("Essential container in task exited", aws.describe(victim).stoppedReason());
  }

  /// A host that dies takes many at once; none of them failed to start.
  @Test
  void allOfThemAreReplacedAtOnce() throws Exception {
    services.create("many", 8, stays(), it -> {});
    services.complete("many");
    Set<String> before = services.containers("many");
    Docker.remove(List.copyOf(before));
    services.replaced("many", before, 8);
    Service healed = services.complete("many");
    assertTrue(!told(healed).contains("unable to consistently start"), told(healed));
    assertEquals(0, Services.primary(healed).failedTasks(), healed::toString);
  }

  @Test
  void aSickContainerIsReplaced() throws Exception {
    services.create("sick", 2, checked("touch /tmp/well"), it -> {});
    services.complete("sick");
    Task victim = services.tasks("sick").getFirst();
    String container = victim.containers().getFirst().runtimeId();
    Docker.inside(container, "rm /tmp/well");
    services.replaced("sick", Set.of(container), 2);
    String reason = "Task failed container health checks";
    assertEquals(reason, aws.stopped(victim).stoppedReason());
    String failed = "(task " + Services.id(victim) + ") failed: " + reason;
    services.await("sick", failed, it -> told(it).contains(failed));
    Service healed = services.complete("sick");
    assertEquals(2, healed.runningCount());
  }

  /// It is sick for longer than its health check forgives, and that is known.
  @Test
  void whoIsInItsGracePeriodIsLeftAlone() throws Exception {
    services.create(
        "slow",
        1,
        checked("sleep 14; touch /tmp/well"),
        it -> it.healthCheckGracePeriodSeconds(120));
    services.await(
        "slow",
        "it is sick",
        _ ->
            services.tasks("slow").stream()
                .anyMatch(t -> t.healthStatus() == HealthStatus.UNHEALTHY));
    Service well = services.complete("slow");
    assertEquals(0, Services.primary(well).failedTasks());
    List<Task> tasks = services.tasks("slow");
    assertEquals(HealthStatus.HEALTHY, tasks.getFirst().healthStatus());
    assertTrue(
        told(well).lines().filter(it -> it.contains("has started")).count() == 1, told(well));
  }
}
