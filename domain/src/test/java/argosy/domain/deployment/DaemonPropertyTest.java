package argosy.domain.deployment;

import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.deployment.DaemonRig.least;
import static argosy.domain.deployment.DaemonRig.logs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.Deployment;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class DaemonPropertyTest {
  private static final int HOSTS = 6;

  /// Safety: never two on an instance, and by our doing never fewer healthy ones than the least.
  /// Liveness: when the world comes to rest, each instance has one, and all is steady.
  @Test
  void eachInstanceHasAtMostOneAndInTheEndExactlyOne() {
    Seeds.forAll(
        150,
        random -> {
          int percent = 25 * random.nextInt(4);
          DaemonRig rig = new DaemonRig(random, definition(web()), host("i1"), host("i2"));
          rig.create(logs().deploymentConfiguration(least(percent)));
          for (int step = 0; step < 60; step++) {
            int before = healthy(rig.picture);
            step(rig, random);
            check(rig);
            before = Math.min(before, healthy(rig.picture));
            var seen = rig.picture;
            rig.reconcile();
            leastHolds(seen, rig, percent, before);
            check(rig);
          }
          for (int host = 1; host <= 4; host++) {
            rig.put(host("i" + host)); // of fewer, the least may be all, and then none may go first
          }
          for (Instance instance : rig.picture.all(Instance.KIND)) {
            rig.state(instance.arn().id(), "ACTIVE");
          }
          rig.later(Duration.ofHours(1));
          rig.settle();
          atRest(rig);
        });
  }

  private static Instance host(String id) {
    return anInstance().id(id).build();
  }

  /// What happens around the service, before it is looked at again.
  private static void step(DaemonRig rig, RandomGenerator random) {
    List<Task> tasks = rig.tasks();
    switch (random.nextInt(10)) {
      case 0 -> rig.put(host("i" + (1 + random.nextInt(HOSTS))));
      case 1 -> rig.update(UpdateServiceRequest.builder().forceNewDeployment(true));
      case 2 -> {
        List<Instance> all = List.copyOf(rig.picture.all(Instance.KIND));
        String id = all.get(random.nextInt(all.size())).arn().id();
        rig.state(id, random.nextBoolean() ? "DRAINING" : "ACTIVE");
      }
      case 3 -> rig.later(Duration.ofSeconds(random.nextInt(90)));
      default -> {
        if (!tasks.isEmpty()) {
          Task task = tasks.get(random.nextInt(tasks.size()));
          boolean ends = task.desired() == TaskStatus.STOPPED || random.nextInt(6) == 0;
          rig.report(task, ends ? "STOPPED" : "RUNNING");
        }
      }
    }
  }

  private static void check(DaemonRig rig) {
    Set<String> seen = new HashSet<>();
    for (Task task : rig.tasks()) {
      assertTrue(seen.add(task.instance().id()), () -> "two on " + task.instance());
    }
  }

  /// A pass that stops healthy tasks on instances that are to have one leaves the least.
  private static void leastHolds(Picture before, DaemonRig rig, int percent, int healthy) {
    int after = healthy(rig.picture);
    int posts = posts(rig.picture);
    int least = (posts * percent + 99) / 100;
    assertTrue(
        after >= Math.min(least, healthy) || posts(before) != posts,
        () -> after + " of " + posts + " healthy, the least is " + least + ", were " + healthy);
  }

  private static int posts(Picture picture) {
    return (int)
        picture.all(Instance.KIND).stream()
            .filter(instance -> instance.status() == InstanceStatus.ACTIVE)
            .count();
  }

  private static int healthy(Picture picture) {
    return (int)
        Task.unstoppedOf(picture, "default/logs").stream()
            .filter(task -> task.desired() == TaskStatus.RUNNING)
            .filter(task -> task.last() == TaskStatus.RUNNING)
            .filter(task ->
                picture
                    .find(Instance.key(task.instance()))
                    .filter(i -> i.status() == InstanceStatus.ACTIVE)
                    .isPresent())
            .count();
  }

  private static void atRest(DaemonRig rig) {
    int instances = rig.picture.count(Instance.KIND);
    assertEquals(instances, rig.tasks().size());
    assertEquals(instances, rig.service().desired());
    assertTrue(rig.tasks().stream().allMatch(task -> task.last() == TaskStatus.RUNNING));
    assertEquals(Deployment.State.COMPLETED, rig.service().primary().orElseThrow().state());
    assertEquals(1, rig.service().deployments().size());
    assertTrue(rig.service().standing().steadyAt() != null);
  }
}
