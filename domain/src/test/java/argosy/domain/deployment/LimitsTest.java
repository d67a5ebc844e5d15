package argosy.domain.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

class LimitsTest {
  @Test
  void withoutAWordAllStayAndTwiceAsManyMayBe() {
    assertEquals(new Limits(3, 3, 6), Limits.of(3, null));
    assertEquals(new Limits(0, 0, 0), Limits.of(0, null));
  }

  @Test
  void theLeastIsRoundedUpAndTheMostDown() {
    assertEquals(new Limits(3, 2, 4), limits(3, 50, 150));
    assertEquals(new Limits(1, 1, 1), limits(1, 1, 199));
    assertEquals(new Limits(4, 2, 6), limits(4, 50, 150));
    assertEquals(new Limits(7, 0, 7), limits(7, 0, 100));
    assertEquals(new Limits(5_000, 5_000, 10_000), limits(5_000, 100, 200));
  }

  @Test
  void whereNothingMayBeStoppedOrStartedFirstItIsStuck() {
    assertTrue(limits(3, 100, 100).isStuck());
    assertTrue(limits(1, 50, 150).isStuck(), "one is both the least and the most");
    assertFalse(limits(1, 0, 100).isStuck());
    assertFalse(limits(1, 100, 200).isStuck());
    assertFalse(limits(0, 100, 100).isStuck(), "none is wanted");
  }

  private static Limits limits(int desired, int least, int most) {
    return Limits.of(
        desired,
        DeploymentConfiguration.builder()
            .minimumHealthyPercent(least)
            .maximumPercent(most)
            .build());
  }
}
