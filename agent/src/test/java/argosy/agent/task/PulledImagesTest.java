package argosy.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.task.PulledImages.Pass;
import argosy.agent.task.PulledImages.Pulled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Which images may go.
class PulledImagesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration AGE = Duration.ofHours(1);

  private static Instant at(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private static List<String> idle(Pass pass) {
    return pass.idle().stream().map(Pulled::name).toList();
  }

  @Test
  void theLongestUnusedGoFirstAndNotTooManyAtOnce() {
    PulledImages images =
        PulledImages.NONE
            .with("c", "3", at(20))
            .with("a", "1", at(0))
            .with("d", "4", at(61))
            .with("b", "2", at(10));
    assertEquals(List.of(), idle(images.pass(Set.of(), Set.of(), at(59), AGE, 9)));
    assertEquals(List.of("a"), idle(images.pass(Set.of(), Set.of(), at(60), AGE, 9)));
    assertEquals(List.of("a", "b"), idle(images.pass(Set.of(), Set.of(), at(120), AGE, 2)));
    assertEquals(List.of("a", "b", "c"), idle(images.pass(Set.of(), Set.of(), at(120), AGE, 9)));
  }

  @Test
  void whatIsOfUseNowBeginsToAgeOnlyNow() {
    PulledImages images = PulledImages.NONE.with("a", "1", at(0)).with("b", "2", at(0));
    Pass used = images.pass(Set.of("1"), Set.of("b"), at(90), AGE, 9);
    assertEquals(List.of(), idle(used));
    assertEquals(List.of(), idle(used.kept().pass(Set.of(), Set.of(), at(149), AGE, 9)), "not yet");
    assertEquals(List.of("a", "b"), idle(used.kept().pass(Set.of(), Set.of(), at(150), AGE, 9)));
  }

  @Test
  void aNameThatMovedLeavesTheOldImageToBeRemovedToo() {
    PulledImages images = PulledImages.NONE.with("a", "1", at(0)).with("a", "2", at(50));
    assertEquals(
        List.of(new Pulled("a", "1", at(0))),
        images.pass(Set.of(), Set.of(), at(60), AGE, 9).idle());
    assertEquals(
        1, images.with("a", "2", at(55)).without(new Pulled("a", "1", at(0))).all().size());
  }

  @Test
  void nothingUsedEverGoesAndAllThatIsIdleGoesInTheEnd() {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new SplittableRandom(seed);
      PulledImages images = PulledImages.NONE;
      for (int n = 0; n < 20; n++) {
        images = images.with("n" + random.nextInt(12), "i" + random.nextInt(12), at(n));
      }
      Set<String> inContainers = new HashSet<>(Set.of("i" + random.nextInt(12)));
      Set<String> wanted = Set.of("n" + random.nextInt(12));
      for (int pass = 0; pass < 40; pass++) {
        Pass found = images.pass(inContainers, wanted, at(100 + 30 * pass), AGE, 1);
        images = found.kept();
        for (Pulled gone : found.idle()) {
          assertTrue(
              !inContainers.contains(gone.id()) && !images.isWanted(gone, wanted), "seed " + seed);
          images = images.without(gone);
        }
      }
      PulledImages last = images;
      assertTrue(
          last.all().stream()
              .allMatch(p -> inContainers.contains(p.id()) || last.isWanted(p, wanted)),
          "seed " + seed);
    }
  }

  @Test
  void whoWantsANameWantsTheImageThatHasItNow() {
    PulledImages images = PulledImages.NONE.with("a", "1", at(0)).with("a", "2", at(0));
    assertEquals(
        List.of(new Pulled("a", "1", at(0))),
        images.pass(Set.of(), Set.of("a"), at(60), AGE, 9).idle());
    PulledImages back = images.with("a", "1", at(1));
    assertEquals(
        List.of(new Pulled("a", "2", at(0))),
        back.pass(Set.of(), Set.of("a"), at(61), AGE, 9).idle());
  }

  @Test
  void soManyAreKeptInMind() {
    PulledImages images = PulledImages.NONE;
    for (int n = 0; n < 1_001; n++) {
      images = images.with("n" + n, "i" + n, at(n));
    }
    assertEquals(1_000, images.all().size());
    assertEquals("n1", images.all().getFirst().name());
  }
}
