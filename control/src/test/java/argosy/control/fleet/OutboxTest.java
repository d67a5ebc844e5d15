package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.control.HandClock;
import argosy.domain.id.TaskArn;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Set<TaskArn> TASKS = Set.of(new TaskArn(FleetRig.CELL, "default", "t1"));
  private static final Instant NOON = HandClock.NOON;
  private static final Instant LATER = NOON.plus(Outbox.PATIENCE);

  private final Outbox outbox = new Outbox();

  @Test
  void whatWaitedTooLongIsDueOnce() {
    outbox.sent("m1", TASKS, NOON, 1);
    outbox.sent("m2", TASKS, NOON.plusMillis(1), 2);
    assertEquals(List.of(), outbox.due(LATER.minusMillis(1)));
    assertEquals(List.of(new Outbox.Again("m1", TASKS, 1)), outbox.due(LATER));
    assertEquals(List.of(new Outbox.Again("m2", TASKS, 2)), outbox.due(LATER.plusSeconds(9)));
    assertEquals(List.of(), outbox.due(LATER.plusSeconds(99)));
  }

  @Test
  void whatIsAcknowledgedIsNeverDue() {
    outbox.sent("m1", TASKS, NOON, 1);
    outbox.acknowledged("m1");
    outbox.acknowledged("unknown");
    assertEquals(List.of(), outbox.due(LATER));
  }

  @Test
  void afterTheLastTryThereIsNoHope() {
    assertFalse(new Outbox.Again("m1", TASKS, Outbox.TRIES_MAX - 1).isHopeless());
    assertTrue(new Outbox.Again("m1", TASKS, Outbox.TRIES_MAX).isHopeless());
  }
}
