package argosy.domain.task;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.aCluster;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.cluster.Occupancy;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Picture;
import org.junit.jupiter.api.Test;

class OccupantsTest {
  private final Picture picture =
      picture(
          aCluster("default-2"),
          anInstance().id("i1").build(),
          anInstance().id("i2").status(InstanceStatus.DRAINING).build(),
          anInstance().id("i3").status(InstanceStatus.INACTIVE).build(),
          anInstance().in("default-2").id("i4").build(),
          aTask().id("t1").on("i1").build(),
          aTask().id("t2").on("i1").running().build(),
          aTask().id("t3").on("i2").running().build(),
          aTask().id("t4").on("i1").stopping(StopCode.USER_INITIATED, "x").build(),
          aTask().id("t5").on("i1").stoppedAt(NOON).build(),
          aTask().in("default-2").id("t6").on("i4").running().build());

  @Test
  void aClusterCountsItsOwn() {
    assertEquals(new Occupancy(2, 2, 1, 4), Occupants.of(picture, CLUSTER));
  }

  @Test
  void anInstanceCountsItsOwn() {
    assertEquals(new Occupancy(1, 1, 1, 3), Occupants.of(picture, instance("i1")));
    assertEquals(new Occupancy(1, 1, 0, 1), Occupants.of(picture, instance("i2")));
  }
}
