package argosy.control.reap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.control.HandClock;
import argosy.control.cell.Cell;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.CreateCluster;
import argosy.domain.cluster.DeleteCluster;
import argosy.domain.cluster.Occupancy;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;

class SweepTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final Occupancy EMPTY = new Occupancy(0, 0, 0, 0);

  private final HandClock clock = new HandClock();
  private final MemoryStore store = new MemoryStore();
  private final Cell cell =
      new Cell(
          CELL,
          store,
          clock,
          new SplittableRandom(1),
          broken -> {
            throw broken;
          });

  @Test
  void whatIsOverStaysForAWhileAndGoes() {
    Sweep.attach(cell, Duration.ofHours(1));
    make("kept");
    make("deleted");
    var deleted = new ClusterArn(CELL, "deleted");
    cell.ask((picture, now, _) -> DeleteCluster.decide(picture, deleted, EMPTY, 0, now));
    pass(Duration.ofMinutes(60));
    assertEquals(2, cell.picture().count(Cluster.KIND));
    pass(Duration.ofMinutes(1));
    assertEquals(
        List.of("kept"),
        cell.picture().all(Cluster.KIND).stream().map(cluster -> cluster.arn().name()).toList());
    assertEquals(1, store.load(CELL).size());
  }

  @Test
  void aSweepThatFailsIsTriedAgain() {
    Sweep.attach(cell, Duration.ofMinutes(1));
    make("deleted");
    var deleted = new ClusterArn(CELL, "deleted");
    cell.ask((picture, now, _) -> DeleteCluster.decide(picture, deleted, EMPTY, 0, now));
    store.fail("disk full");
    pass(Duration.ofMinutes(65));
    assertEquals(1, cell.picture().count(Cluster.KIND));
    store.fail(null);
    pass(Duration.ofMinutes(1));
    assertEquals(0, cell.picture().count(Cluster.KIND));
  }

  private void make(String name) {
    var arn = new ClusterArn(CELL, name);
    cell.ask((picture, now, _) ->
        CreateCluster.decide(
            picture, arn, CreateClusterRequest.builder().build(), "disabled", now));
  }

  private void pass(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      clock.pass(Duration.ofMinutes(1));
      cell.drain();
    }
  }
}
