package argosy.agent.runtime.fake;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.RegistryKeys.RegistryKey;
import argosy.agent.runtime.Runtime;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An engine whose containers exist only in memory. Nothing waits and nothing happens by itself: a
/// container runs until it is stopped or until [#exit] is called, a stop ends it at once.
///
/// Watchers are called by the thread that changes something. Outlives the agents that use it, as
/// Docker Engine does.
public final class FakeRuntime implements Runtime {
  /// What a process that doesn't handle SIGTERM ends with.
  public static final int TERMINATED = 143;

  public static final int KILLED = 137;

  private final InstantSource clock;
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final Map<String, ObjectNode> bodies = new LinkedHashMap<>();
  private final Map<String, EngineFault> failingCreates = new TreeMap<>();
  private final Map<String, EngineFault> failingStarts = new TreeMap<>();
  private final Map<String, Integer> stopCodes = new TreeMap<>();
  private final FakeImages images = new FakeImages();
  private final FakeBelongings belongings = new FakeBelongings();
  private List<String> runtimes = List.of("runc");
  private final FakePorts ports = new FakePorts();
  private final FakeWatches watches = new FakeWatches();
  private boolean away;
  private boolean losing;
  private int made;

  public FakeRuntime(InstantSource clock) {
    this.clock = clock;
  }

  // What a test or a simulation does.

  /// Puts an image here, as if it had been built or pulled.
  public synchronized void addImage(String name) {
    images.add(name);
  }

  /// Builds an image; one of the same name loses it.
  public synchronized void buildImage(String name) {
    images.build(name);
  }

  /// Pulls of the image fail from now on.
  public synchronized void failPulls(String image, EngineFault fault) {
    images.failPulls(image, fault);
  }

  /// Creating a container of the image fails from now on.
  public synchronized void failCreates(String image, EngineFault fault) {
    failingCreates.put(image, fault);
  }

  /// Starting a container of the image fails from now on.
  public synchronized void failStarts(String image, EngineFault fault) {
    failingStarts.put(image, fault);
  }

  /// What the containers of an image end with when they are stopped, instead of [#TERMINATED].
  public synchronized void exitOnStop(String image, int code) {
    stopCodes.put(image, code);
  }

  /// Everything that was told to fail works again.
  public synchronized void heal() {
    images.heal();
    failingCreates.clear();
    failingStarts.clear();
  }

  /// The engine goes away, or comes back; its containers go on meanwhile, unseen.
  public void away(boolean gone) {
    synchronized (this) {
      away = gone;
    }
    watches.away(gone);
  }

  /// From now on what is asked is done, but its answer gets lost, or arrives again.
  public synchronized void loseAnswers(boolean lost) {
    losing = lost;
  }

  /// A container's process ends by itself.
  public void exit(String idOrName, int code) {
    end(idOrName, code, false);
  }

  /// As `docker kill` does.
  public void kill(String idOrName) {
    end(idOrName, KILLED, false);
  }

  /// The health check of a container finds something.
  public void health(String idOrName, Health found) {
    Container container;
    synchronized (this) {
      container = find(idOrName).orElseThrow();
      change(container.id(), c -> Changed.health(c, found, clock.instant()));
    }
    tell(container, watcher -> watcher.changed(container.id()));
  }

  /// The kernel kills a container for its use of memory.
  public void killForMemory(String idOrName) {
    end(idOrName, KILLED, true);
  }

  /// A container that was killed was so for its use of memory: engines may say it after the end.
  public synchronized void sayForMemory(String idOrName) {
    change(find(idOrName).orElseThrow().id(), Changed::forMemory);
  }

  /// All containers of all hosts, in the order in which they were made.
  public synchronized List<Container> containers() {
    return List.copyOf(containers.values());
  }

  /// The body that a container was created with.
  public synchronized ObjectNode body(String idOrName) {
    ObjectNode body = bodies.get(find(idOrName).orElseThrow().id());
    if (body == null) {
      throw new NoSuchElementException(idOrName);
    }
    return body;
  }

  /// How often an image was fetched from its registry.
  public synchronized int pulls(String image) {
    return images.pulls(image);
  }

  /// The bodies that volumes were made with, by their names.
  public synchronized Map<String, ObjectNode> volumes() {
    return belongings.volumes();
  }

  /// The groups of containers that are there, by their names.
  public synchronized Map<String, Group> groups() {
    return belongings.groups();
  }

  /// Has the engine run containers with these.
  public synchronized void runtimes(String... names) {
    runtimes = List.of(names);
  }

  // What an agent does.

  @Override
  public synchronized Engine engine() throws EngineFault {
    answers();
    return new Engine(
        "20.10.24", "1.41", List.of("json-file"), List.of("local"), runtimes, runtimes, true);
  }

  @Override
  public synchronized Optional<Image> image(String name) throws EngineFault {
    answers();
    return images.find(name);
  }

  @Override
  public synchronized Image pull(String name, Optional<RegistryKey> key) throws EngineFault {
    answers();
    return images.pull(name);
  }

  @Override
  public synchronized Set<String> imagesInContainers() throws EngineFault {
    answers();
    return images.inContainers();
  }

  @Override
  public synchronized void removeImage(String name) throws EngineFault {
    answers();
    images.remove(name);
  }

  @Override
  public synchronized Image importImage(String name, byte[] files) throws EngineFault {
    answers();
    stopCodes.putIfAbsent(name, 0); // what the agents make themselves ends well
    return images.make(name);
  }

  @Override
  public synchronized String create(String name, ObjectNode body) throws EngineFault {
    answers();
    String image = body.path("Image").asString("");
    refuse(failingCreates, image);
    if (find(name).isPresent()) {
      throw new EngineFault(Kind.CONFLICT, "The container name \"/" + name + "\" is in use");
    }
    String id = "%064x".formatted(++made);
    images.use(id, image);
    Map<String, String> labels = new TreeMap<>();
    body.path("Labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asString()));
    bodies.put(id, body.deepCopy());
    containers.put(id, Changed.made(id, name, labels));
    arrives();
    return id;
  }

  @Override
  public void endLeftover(String id) {
    // No engine here loses sight of what it started.
  }

  @Override
  public void start(String id) throws EngineFault {
    Container container;
    synchronized (this) {
      answers();
      container = existing(id);
      if (container.phase() == Phase.RUNNING) {
        return;
      }
      ObjectNode body = body(id);
      refuse(failingStarts, body.path("Image").asString(""));
      FakeNamespaces.join(body, containers.values());
      List<Binding> published = ports.publish(body, containers.values());
      change(id, c -> Changed.started(c, clock.instant(), published));
    }
    tell(container, watcher -> watcher.changed(container.id()));
    arrives();
  }

  @Override
  public synchronized int freePorts(String address, String protocol, int count) throws EngineFault {
    answers();
    return ports.free(protocol, count, containers.values());
  }

  @Override
  public void stop(String id, Duration timeout) throws EngineFault {
    int code;
    synchronized (this) {
      answers();
      String image = body(existing(id).id()).path("Image").asString("");
      code = stopCodes.getOrDefault(image, TERMINATED);
    }
    end(id, code, false);
    arrives();
  }

  @Override
  public void remove(String id) throws EngineFault {
    Optional<Container> removed;
    synchronized (this) {
      answers();
      removed = find(id);
      removed.ifPresent(c -> containers.remove(c.id()));
      removed.ifPresent(c -> bodies.remove(c.id()));
      removed.ifPresent(c -> images.leave(c.id()));
    }
    removed.ifPresent(c -> {
      if (c.phase() == Phase.RUNNING) {
        tell(c, watcher -> watcher.died(c.id(), KILLED));
      }
      tell(c, watcher -> watcher.changed(c.id()));
    });
    arrives();
  }

  @Override
  public synchronized void createVolume(ObjectNode body) throws EngineFault {
    answers();
    belongings.createVolume(body);
  }

  @Override
  public synchronized void removeVolume(String name) throws EngineFault {
    answers();
    belongings.removeVolume(name);
  }

  @Override
  public synchronized Optional<String> makeGroup(Group group) throws EngineFault {
    answers();
    return belongings.makeGroup(group);
  }

  @Override
  public synchronized void removeGroup(String name) throws EngineFault {
    answers();
    belongings.removeGroup(name);
  }

  @Override
  public synchronized Optional<Container> inspect(String idOrName) throws EngineFault {
    answers();
    return find(idOrName);
  }

  @Override
  public synchronized Optional<JsonNode> describe(String id) throws EngineFault {
    answers();
    return find(id)
        .map(c -> {
          ObjectNode said = body(c.id()).deepCopy().put("Id", c.id());
          boolean runs = c.phase() == Container.Phase.RUNNING;
          said.withObject("/NetworkSettings/Networks/bridge")
              .put("IPAddress", runs ? FakePorts.address(c.id()) : "");
          return said;
        });
  }

  @Override
  public synchronized OptionalLong written(String id) throws EngineFault {
    return describe(id).isPresent() ? OptionalLong.of(0) : OptionalLong.empty();
  }

  @Override
  public synchronized Optional<Usage> stats(String id) throws EngineFault {
    answers();
    return find(id)
        .map(c -> body(c.id()).objectNode().put("id", c.id()))
        .map(said -> new Usage(said, said));
  }

  @Override
  public synchronized Optional<String> at(String host, InetAddress address) throws EngineFault {
    answers();
    return FakePorts.at(list(host), address.getHostAddress());
  }

  @Override
  public synchronized List<Container> list(String host) throws EngineFault {
    answers();
    return containers.values().stream()
        .filter(c -> host.equals(c.labels().get(HOST_LABEL)))
        .toList();
  }

  @Override
  public Watch watch(String host, Watcher watcher) {
    return watches.add(host, watcher);
  }

  private void end(String idOrName, int code, boolean forMemory) {
    Container container;
    synchronized (this) {
      container = find(idOrName).orElseThrow();
      if (container.phase() != Phase.RUNNING) {
        return;
      }
      change(container.id(), c -> Changed.ended(c, code, forMemory, clock.instant()));
    }
    tell(container, watcher -> watcher.died(container.id(), code));
  }

  private void tell(Container container, Consumer<Watcher> what) {
    watches.tell(container.labels().getOrDefault(HOST_LABEL, ""), what);
  }

  private void change(String id, UnaryOperator<Container> how) {
    containers.computeIfPresent(id, (_, container) -> how.apply(container));
  }

  private Optional<Container> find(String idOrName) {
    return containers.values().stream()
        .filter(c -> c.id().equals(idOrName) || c.name().equals(idOrName))
        .findFirst();
  }

  private Container existing(String id) throws EngineFault {
    return find(id).orElseThrow(() -> new EngineFault(Kind.NOT_FOUND, "No such container: " + id));
  }

  private void answers() throws EngineFault {
    if (away) {
      throw new EngineFault(Kind.UNREACHABLE, "the engine is away");
    }
  }

  private synchronized void arrives() throws EngineFault {
    if (losing) {
      throw new EngineFault(Kind.UNREACHABLE, "the answer got lost");
    }
  }

  private static void refuse(Map<String, EngineFault> failing, String image) throws EngineFault {
    EngineFault fault = failing.get(image);
    if (fault != null) {
      throw fault;
    }
  }
}
