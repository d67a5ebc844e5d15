package argosy.domain.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LaunchType;

class SharesTest {

  @Test
  void theBaseComesFirstAndTheRestIsSharedByWeight() {
    assertEquals("aabbbabbbb", first(10, route("a", 2, 1), route("b", 0, 4)));
    assertEquals("ababab", first(6, route("a", 0, 1), route("b", 0, 1)));
    assertEquals("abbb", first(4, route("a", 1, 0), route("b", 0, 7)), "a base alone");
    assertEquals("aaa", first(3, route("a", 0, 1), route("b", 0, 0)));
  }

  /// Safety.
  @Test
  void noShareIsFarFromFair() {
    Seeds.forAll(
        300,
        random -> {
          int base = random.nextInt(4);
          List<Route> routes = new ArrayList<>();
          for (int at = 1 + random.nextInt(2); at >= 0; at--) {
            routes.add(route("r" + at, at == 0 ? base : 0, 1 + random.nextInt(5)));
          }
          int sum = routes.stream().mapToInt(Route::weight).sum();
          var shares = new Shares(routes, new int[routes.size()]);
          var given = new int[routes.size()];
          for (int count = 1; count <= 40; count++) {
            given[shares.next()]++;
            for (int at = 0; at < given.length; at++) {
              int atLeast = Math.min(count, routes.get(at).base());
              assertTrue(given[at] >= atLeast, () -> routes + " gave too little to the base");
            }
          }
          int shared = 40 - base;
          for (int at = 0; at < given.length; at++) {
            double fair = (double) shared * routes.get(at).weight() / sum + routes.get(at).base();
            assertTrue(
                Math.abs(given[at] - fair) <= routes.size(), () -> routes + " is off: " + fair);
          }
        });
  }

  private static String first(int count, Route... routes) {
    var shares = new Shares(List.of(routes), new int[routes.length]);
    return IntStream.range(0, count)
        .mapToObj(_ -> routes[shares.next()].provider())
        .collect(Collectors.joining());
  }

  private static Route route(String provider, int base, int weight) {
    return new Route(LaunchType.EC2, provider, base, weight);
  }
}
