package argosy.agent.runtime.fake;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.Runtime.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The images of an engine: names, and what they mean.
final class FakeImages {
  private final Map<String, String> idsByName = new TreeMap<>();
  private final Set<String> ids = new TreeSet<>();
  private final Map<String, String> inContainers = new TreeMap<>();
  private final Map<String, EngineFault> failingPulls = new TreeMap<>();
  private final Map<String, Integer> pulls = new TreeMap<>();
  private int made;

  void failPulls(String name, EngineFault fault) {
    failingPulls.put(name, fault);
  }

  void heal() {
    failingPulls.clear();
  }

  int pulls(String name) {
    return pulls.getOrDefault(name, 0);
  }

  Image pull(String name) throws EngineFault {
    pulls.merge(name, 1, Integer::sum);
    return make(name);
  }

  /// Gets an image without a registry, unless that is to fail too.
  Image make(String name) throws EngineFault {
    EngineFault fault = failingPulls.get(name);
    if (fault != null) {
      throw fault;
    }
    return add(name);
  }

  /// The image of a name, which is made if there is none.
  Image add(String name) {
    return find(name).orElseGet(() -> build(name));
  }

  /// Another image of this name; one that had it before has it no more.
  Image build(String name) {
    String id = "sha256:" + "%064x".formatted(++made);
    ids.add(id);
    idsByName.put(name, id);
    return image(id);
  }

  Optional<Image> find(String nameOrId) {
    String id = idsByName.getOrDefault(nameOrId, nameOrId);
    return ids.contains(id) ? Optional.of(image(id)) : Optional.empty();
  }

  void remove(String nameOrId) throws EngineFault {
    Optional<Image> found = find(nameOrId);
    if (found.isEmpty()) {
      return;
    }
    Image image = found.get();
    boolean isLast = image.tags().size() <= 1;
    if (isLast && inContainers.containsValue(image.id())) {
      throw new EngineFault(Kind.CONFLICT, "image is being used by a container");
    }
    idsByName.remove(nameOrId);
    if (isLast) {
      ids.remove(image.id());
    }
  }

  /// A container is made of an image.
  void use(String container, String name) throws EngineFault {
    Image image =
        find(name).orElseThrow(() -> new EngineFault(Kind.NOT_FOUND, "No such image: " + name));
    inContainers.put(container, image.id());
  }

  void leave(String container) {
    inContainers.remove(container);
  }

  Set<String> inContainers() {
    return Set.copyOf(inContainers.values());
  }

  private Image image(String id) {
    List<String> tags =
        idsByName.entrySet().stream()
            .filter(named -> named.getValue().equals(id))
            .map(Map.Entry::getKey)
            .toList();
    return new Image(id, tags, id, List.of());
  }
}
