package argosy.domain.id;

import static argosy.domain.Fixtures.CELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSetArnTest {
  private static final ServiceArn WEB = new ServiceArn(CELL, "default", "web");
  private static final TaskSetArn SET = new TaskSetArn(WEB, "1234567890123456789");

  @Test
  void itIsWrittenAsEcsDoes() {
    assertEquals(CELL.ecs("task-set/default/web/ecs-svc/1234567890123456789"), SET.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567890123456789", "ecs-svc/1234567890123456789"})
  void itIsReadByItsId(String id) {
    assertEquals(Optional.of(SET), TaskSetArn.parse(WEB, id));
  }

  @Test
  void itIsReadByItsArn() {
    assertEquals(Optional.of(SET), TaskSetArn.parse(WEB, SET.toString()));
    assertEquals(Optional.of(SET), TaskSetArn.parse(SET.toString()));
  }

  @Test
  void whatIsOfAnotherServiceIsNot() {
    var other = new ServiceArn(CELL, "default", "other");
    assertEquals(Optional.empty(), TaskSetArn.parse(other, SET.toString()));
    assertEquals(Optional.empty(), TaskSetArn.parse(WEB, WEB.toString()));
  }
}
