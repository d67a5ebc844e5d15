package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinkCycleTest {

  @Test
  void linksThatGoOneWayAreNoCircle() {
    assertEquals(Optional.empty(), find("a"));
    assertEquals(Optional.empty(), find("a > b c", "b > c", "c"));
    assertEquals(Optional.empty(), find("a > b:x", "b > ghost"));
  }

  @Test
  void aCircleIsShown() {
    assertEquals(Optional.of("a -> a"), find("a > a:self"));
    assertEquals(Optional.of("a -> b -> a"), find("a > b", "b > a"));
    assertEquals(Optional.of("a -> b -> c -> b"), find("a > b", "b > c:x", "c > b"));
  }

  /// Of containers as `name > link link`.
  private static Optional<String> find(String... containers) {
    return LinkCycle.find(
        Stream.of(containers)
            .map(text -> text.split(" > ", 2))
            .map(parts ->
                container(parts[0])
                    .links(parts.length == 1 ? List.of() : List.of(parts[1].split(" ", -1)))
                    .build())
            .toList());
  }
}
