package argosy.agent.network;

import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// A fabric that carries nothing and keeps what it was told, for tests. It refuses what a real one
/// refuses.
public final class FakeFabric implements Fabric {

  /// An interface that is plugged in.
  public record Attached(InterfaceSpec spec, Namespace namespace) {}

  private final Map<String, VpcView> views = new ConcurrentSkipListMap<>();
  private final Map<String, Attached> attached = new ConcurrentSkipListMap<>();
  private final Set<String> tasks = new ConcurrentSkipListSet<>();

  @Override
  public void apply(VpcView view) {
    views.put(view.vpcId(), view);
  }

  @Override
  public boolean apply(VpcChange change) {
    VpcView before = views.get(change.vpcId());
    if (before == null || !before.precedes(change)) {
      return false;
    }
    views.put(change.vpcId(), before.with(change));
    return true;
  }

  @Override
  public void attach(InterfaceSpec wanted, Namespace namespace) throws IOException {
    if (!views.containsKey(wanted.vpcId())) {
      throw new IOException("the host has no part in " + wanted.vpcId());
    }
    attached.put(wanted.id(), new Attached(wanted, namespace));
  }

  @Override
  public void detach(String vpcId, String interfaceId) {
    attached.remove(interfaceId);
  }

  @Override
  public void leave(String vpcId) {
    views.remove(vpcId);
    attached.values().removeIf(each -> each.spec().vpcId().equals(vpcId));
  }

  @Override
  public Set<String> vpcs() {
    return Set.copyOf(views.keySet());
  }

  @Override
  public Namespace makeNamespace(String taskId) {
    tasks.add(taskId);
    return namespace(taskId);
  }

  @Override
  public void removeNamespace(String taskId) {
    tasks.remove(taskId);
    attached.values().removeIf(each -> each.namespace().equals(namespace(taskId)));
  }

  @Override
  public void sweep(Set<String> taskIds, Set<String> vpcIds) {
    Set.copyOf(tasks).stream()
        .filter(task -> !taskIds.contains(task))
        .forEach(this::removeNamespace);
    vpcs().stream().filter(vpc -> !vpcIds.contains(vpc)).forEach(this::leave);
    attached
        .keySet()
        .removeIf(id ->
            views.values().stream()
                .flatMap(view -> view.interfaces().stream())
                .noneMatch(each -> each.id().equals(id)));
  }

  @Override
  public <T> T inside(String vpcId, Callable<T> what) throws IOException {
    try {
      return what.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    sweep(Set.of(), Set.of());
  }

  public Map<String, VpcView> views() {
    return Map.copyOf(views);
  }

  /// What is plugged in, by the interfaces' ids.
  public Map<String, Attached> attached() {
    return Map.copyOf(attached);
  }

  /// The tasks that have a namespace.
  public Set<String> tasks() {
    return Set.copyOf(tasks);
  }

  private static Namespace namespace(String taskId) {
    return new Namespace(Path.of("/run/netns/fake-" + taskId));
  }
}
