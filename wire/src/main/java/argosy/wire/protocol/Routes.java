package argosy.wire.protocol;

import argosy.wire.Service;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which actions of a REST service the methods and paths of requests mean.
final class Routes {
  private static final Map<Service, Routes> KNOWN = new ConcurrentHashMap<>();

  /// Literal paths come before those with labels.
  private final List<Route> routes;

  private Routes(List<Route> routes) {
    this.routes = routes.stream().sorted(Comparator.comparing(Route::rank)).toList();
  }

  /// @param service one that is built, so that clients can't make what is kept grow
  static Routes of(Service service) {
    return KNOWN.computeIfAbsent(service, it -> new Routes(Bindings.of(it)));
  }

  /// @param action empty if there is none
  /// @param labels what the path has for the names in the template, decoded
  record Found(String action, Map<String, String> labels) {}

  /// @throws argosy.wire.shape.DecodeError if the path isn't encoded right
  Found find(String method, String path, Map<String, List<String>> query) {
    List<String> segments = Route.segments(path);
    for (Route route : routes) {
      if (route.matches(method, segments, query)) {
        Map<String, String> labels = new HashMap<>();
        route.label(segments, labels);
        return new Found(route.action(), labels);
      }
    }
    return new Found("", Map.of());
  }
}
