package argosy.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Services;
import argosy.wire.shape.DecodeError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes scheduler = Routes.of(Services.SCHEDULER);

  @Test
  void methodAndPathMeanAnAction() {
    assertFound("GetSchedule", Map.of("Name", "a"), "GET", "/schedules/a");
    assertFound("UpdateSchedule", Map.of("Name", "a/b c"), "PUT", "/schedules/a%2Fb%20c");
    assertFound("ListSchedules", Map.of(), "GET", "/schedules");
    assertFound("ListSchedules", Map.of(), "GET", "/schedules/");
    assertFound("", Map.of(), "PATCH", "/schedules/a");
    assertFound("", Map.of(), "GET", "/schedules/a/b");
    assertFound("", Map.of(), "GET", "/schedules//");
    assertFound("", Map.of(), "GET", "/");
    assertFound("", Map.of(), "GET", "");
    assertThrows(DecodeError.class, () -> scheduler.find("GET", "/schedules/%C3", Map.of()));
  }

  @Test
  void greedyLabelsTakeWhatIsLeft() {
    Route route = Route.of("Get", "GET", "/b/{Key+}/end?list&v=2");
    Map<String, List<String>> query = Map.of("list", List.of(""), "v", List.of("1", "2"));
    List<String> path = Route.segments("/b/x/y%2Fz/end");
    assertTrue(route.matches("GET", path, query));
    var labels = new HashMap<String, String>();
    route.label(path, labels);
    assertEquals(Map.of("Key", "x/y/z"), labels);
    assertFalse(route.matches("GET", Route.segments("/b/end"), query));
    assertFalse(route.matches("GET", path, Map.of("v", List.of("2"))));
    assertFalse(route.matches("GET", path, Map.of("list", List.of(""), "v", List.of("1"))));
  }

  private void assertFound(String action, Map<String, String> labels, String method, String path) {
    assertEquals(new Routes.Found(action, labels), scheduler.find(method, path, Map.of()), path);
  }
}
