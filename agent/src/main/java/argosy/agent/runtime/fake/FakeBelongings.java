package argosy.agent.runtime.fake;

import argosy.agent.runtime.Runtime.Group;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// What belongs to tasks beside their containers: volumes, and groups of containers.
final class FakeBelongings {
  private final Map<String, ObjectNode> volumes = new TreeMap<>();
  private final Map<String, Group> groups = new TreeMap<>();

  Map<String, ObjectNode> volumes() {
    return Map.copyOf(volumes);
  }

  Map<String, Group> groups() {
    return Map.copyOf(groups);
  }

  /// One of the same name stays as it is.
  void createVolume(ObjectNode body) {
    volumes.putIfAbsent(body.path("Name").asString(), body.deepCopy());
  }

  void removeVolume(String name) {
    volumes.remove(name);
  }

  Optional<String> makeGroup(Group group) {
    groups.put(group.name(), group);
    return Optional.of("/ecs/" + group.name());
  }

  void removeGroup(String name) {
    groups.remove(name);
  }
}
