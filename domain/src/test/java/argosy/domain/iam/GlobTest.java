package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GlobTest {

  @Test
  void matchesAsTheSimplestMatcherDoes() {
    Seeds.forAll(
        20_000,
        random -> {
          String pattern = text("ab*?", random);
          String text = text("ab", random);
          assertEquals(naive(pattern, text), Glob.matches(pattern, text), pattern + " of " + text);
        });
  }

  /// Tries everything, which takes exponential time.
  private static boolean naive(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return naive(pattern.substring(1), text)
          || (!text.isEmpty() && naive(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && naive(pattern.substring(1), text.substring(1));
  }

  private static String text(String letters, RandomGenerator random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void manyStarsTakeNoLongTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertFalse(Glob.matches("*a".repeat(1_000) + "b", "a".repeat(5_000))));
  }

  @Test
  void aStarThatMeansItselfMatchesAStar() {
    assertTrue(Glob.matches("a" + Glob.STAR + Glob.QUESTION, "a*?"));
    assertFalse(Glob.matches("a" + Glob.STAR, "ab"));
    assertEquals("a*?", Glob.plain("a" + Glob.STAR + Glob.QUESTION));
  }
}
