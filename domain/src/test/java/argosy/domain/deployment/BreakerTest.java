package argosy.domain.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

class BreakerTest {
  @Test
  void whoAsksForNoneHasNone() {
    assertEquals(Breaker.NONE, Breaker.of(null, 4));
    assertEquals(Breaker.NONE, Breaker.of(DeploymentConfiguration.builder().build(), 4));
    assertEquals(Breaker.NONE, breaker(4, b -> b.enable(false).rollback(true)));
    assertFalse(Breaker.NONE.opens(1_000));
  }

  /// As ECS: half of the tasks, but 3 at least and 200 at most.
  @Test
  void withoutAWordItIsHalfBetween3And200() {
    assertEquals(new Breaker(3, false, true), breaker(1, b -> {}));
    assertEquals(new Breaker(3, true, true), breaker(6, b -> b.rollback(true)));
    assertEquals(new Breaker(4, false, true), breaker(7, b -> {}));
    assertEquals(new Breaker(13, false, true), breaker(25, b -> {}));
    assertEquals(new Breaker(200, false, true), breaker(400, b -> {}));
    assertEquals(new Breaker(200, false, true), breaker(5_000, b -> {}));
  }

  @Test
  void aThresholdSaysOtherwise() {
    assertEquals(5, threshold(100, ThresholdType.COUNT, 5));
    assertEquals(25, threshold(100, ThresholdType.UNBOUNDED_PERCENT, 25));
    assertEquals(1, threshold(3, ThresholdType.UNBOUNDED_PERCENT, 1));
    assertEquals(5_000, threshold(5_000, ThresholdType.UNBOUNDED_PERCENT, 100));
    assertEquals(3, threshold(3, ThresholdType.BOUNDED_PERCENT, 1));
    assertEquals(200, threshold(5_000, ThresholdType.BOUNDED_PERCENT, 100));
  }

  @Test
  void whetherATaskThatWorksForgivesIsAChoice() {
    assertEquals(new Breaker(3, false, false), breaker(1, b -> b.resetOnHealthyTask(false)));
    assertEquals(new Breaker(3, false, true), breaker(1, b -> b.resetOnHealthyTask(true)));
  }

  @Test
  void itOpensAtItsThreshold() {
    var breaker = new Breaker(3, false, true);
    assertFalse(breaker.opens(2));
    assertTrue(breaker.opens(3));
    assertTrue(breaker.opens(4));
  }

  private static int threshold(int desired, ThresholdType type, int value) {
    return breaker(desired, b -> b.thresholdConfiguration(t -> t.type(type).value(value)))
        .threshold();
  }

  private static Breaker breaker(int desired, Consumer<DeploymentCircuitBreaker.Builder> said) {
    var builder = DeploymentCircuitBreaker.builder().enable(true);
    said.accept(builder);
    return Breaker.of(
        DeploymentConfiguration.builder().deploymentCircuitBreaker(builder.build()).build(),
        desired);
  }
}
