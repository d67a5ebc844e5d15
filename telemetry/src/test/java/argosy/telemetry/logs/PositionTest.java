package argosy.telemetry.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.telemetry.Seeds;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionTest {

  @Test
  void itsDigitsAreInItsOrderAndLeadBack() {
    Seeds.forAll(
        500,
        random -> {
          var one = new Position(random.nextLong(1L << 45), random.nextLong(Long.MAX_VALUE));
          var two = new Position(random.nextLong(1L << 45), random.nextLong(Long.MAX_VALUE));
          assertEquals(Optional.of(one), Position.parse(one.toString()));
          assertEquals(
              Integer.signum(one.compareTo(two)),
              Integer.signum(one.toString().compareTo(two.toString())));
        });
  }

  @Test
  void whatIsNoPositionIsNone() {
    for (String odd : new String[] {"", "1", "x".repeat(56), "9".repeat(56), "1".repeat(57)}) {
      assertEquals(Optional.empty(), Position.parse(odd), odd);
    }
  }
}
