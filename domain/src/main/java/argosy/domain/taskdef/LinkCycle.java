package argosy.domain.taskdef;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Finds containers that wait for each other in a circle: none of them could start first.
final class LinkCycle {
  private LinkCycle() {}

  /// The circle as `a -> b -> a`.
  static Optional<String> find(List<ContainerDefinition> containers) {
    Map<String, List<String>> links = new LinkedHashMap<>();
    for (ContainerDefinition container : containers) {
      links.put(
          container.name(), container.links().stream().map(link -> link.split(":", 2)[0]).toList());
    }
    return find(links);
  }

  /// The circle in any graph of names.
  static Optional<String> find(Map<String, List<String>> links) {
    return links.keySet().stream()
        .map(name -> walk(name, links, new LinkedHashSet<>()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> walk(
      String at, Map<String, List<String>> links, SequencedSet<String> path) {
    if (!path.add(at)) {
      return Optional.of(String.join(" -> ", path) + " -> " + at);
    }
    Optional<String> found =
        links.getOrDefault(at, List.of()).stream()
            .map(next -> walk(next, links, path))
            .flatMap(Optional::stream)
            .findFirst();
    path.remove(at);
    return found;
  }
}
