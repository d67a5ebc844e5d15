package argosy.domain.deployment;

import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.instance.Instance;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;

/// What a steady service does when there are new places for its tasks.
class RebalanceTest {

  private static Instance instance(String id, String zone) {
    return anInstance().id(id).attribute("ecs.availability-zone", zone).build();
  }

  private static WebRig rig(AvailabilityZoneRebalancing wanted, Instance... instances) {
    var rig = new WebRig(s -> s.desiredCount(4).availabilityZoneRebalancing(wanted), instances);
    rig.settle();
    return rig;
  }

  private static Map<String, Integer> byInstance(WebRig rig) {
    Map<String, Integer> counts = new TreeMap<>();
    rig.tasks().forEach(task -> counts.merge(task.instance().id(), 1, Integer::sum));
    return counts;
  }

  /// Passes and work until nothing changes any more; there are always as many tasks as are wanted.
  private static void settle(WebRig rig) {
    for (int round = 0; round < 10; round++) {
      rig.passes();
      long running =
          rig.tasks().stream()
              .filter(task -> task.last() == TaskStatus.RUNNING)
              .filter(task -> task.desired() == TaskStatus.RUNNING)
              .count();
      assertTrue(running >= 4, () -> "too few run: " + rig.tasks());
      rig.work();
    }
    rig.passes();
  }

  @Test
  void aNewZoneGetsItsShare() {
    WebRig rig = rig(AvailabilityZoneRebalancing.ENABLED, instance("a1", "us-east-1a"));
    assertEquals(Map.of("a1", 4), byInstance(rig));
    rig.put(instance("b1", "us-east-1b"));
    settle(rig);
    assertEquals(Map.of("a1", 2, "b1", 2), byInstance(rig));
  }

  @Test
  void aNewInstanceOfAZoneDoesToo() {
    WebRig rig = rig(AvailabilityZoneRebalancing.ENABLED, instance("a1", "us-east-1a"));
    rig.put(instance("a2", "us-east-1a"));
    settle(rig);
    assertEquals(Map.of("a1", 2, "a2", 2), byInstance(rig));
  }

  @Test
  void whoDoesNotWantItStaysWhereItIs() {
    WebRig rig = rig(AvailabilityZoneRebalancing.DISABLED, instance("a1", "us-east-1a"));
    rig.put(instance("b1", "us-east-1b"));
    settle(rig);
    assertEquals(Map.of("a1", 4), byInstance(rig));
  }

  @Test
  void aTaskThatFailsInItsNewPlaceIsNotTriedForEver() {
    WebRig rig = rig(AvailabilityZoneRebalancing.ENABLED, instance("a1", "us-east-1a"));
    rig.put(instance("b1", "us-east-1b"));
    rig.passes();
    List<Task> moved =
        rig.tasks().stream().filter(task -> task.instance().id().equals("b1")).toList();
    assertEquals(1, moved.size());
    rig.report(moved.getFirst(), "STOPPED", "no such image", null);
    settle(rig);
    assertEquals(Map.of("a1", 4), byInstance(rig));
  }
}
