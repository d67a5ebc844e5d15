package argosy.domain.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TaskStatusTest {
  /// A row for each status from, a column for each status to, both in the order of a task's life.
  private static final String[] MAY = {
    /* PROVISIONING   */ ".xxx.xxx",
    /* PENDING        */ "..xx.xxx",
    /* ACTIVATING     */ "...xxxxx",
    /* RUNNING        */ "....xxxx",
    /* DEACTIVATING   */ ".....xxx",
    /* STOPPING       */ "......xx",
    /* DEPROVISIONING */ ".......x",
    /* STOPPED        */ "........",
  };

  @Test
  void everyPairOfStatusesIsAsTheTableSays() {
    int row = 0;
    for (TaskStatus from : TaskStatus.values()) {
      int column = 0;
      for (TaskStatus to : TaskStatus.values()) {
        boolean may = MAY[row].charAt(column) == 'x';
        assertEquals(may, from.mayBecome(to), from + " to " + to);
        assertEquals(may ? to : from, from.towards(to), from + " towards " + to);
        column++;
      }
      row++;
    }
  }

  @Test
  void noStatusMovesLeft() {
    for (TaskStatus from : TaskStatus.values()) {
      for (TaskStatus to : TaskStatus.values()) {
        assertEquals(from.towards(to).compareTo(from) > 0, from.mayBecome(to), from + " to " + to);
      }
    }
  }
}
