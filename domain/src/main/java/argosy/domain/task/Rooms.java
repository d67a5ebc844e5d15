package argosy.domain.task;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Held;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Room;
import argosy.domain.state.Derived;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/// What is left in each cluster, by its name: instances less what their tasks hold.
public final class Rooms implements Derived<HashPMap<String, Room>> {
  private static final Rooms ALL = new Rooms();

  private Rooms() {}

  /// What is left in a cluster.
  public static Room of(Picture picture, ClusterArn cluster) {
    return picture.derived(ALL).getOrDefault(cluster.name(), Room.EMPTY);
  }

  /// What is left of an instance, for those who look at one alone.
  public static Ledger ledger(Picture picture, Instance instance) {
    List<Held> held = Task.on(picture, instance.arn()).stream().map(Rooms::held).toList();
    return Ledger.of(instance, held);
  }

  @Override
  public HashPMap<String, Room> of(Picture picture) {
    HashPMap<String, Room> rooms = HashTreePMap.empty();
    for (Instance instance : picture.all(Instance.KIND)) {
      rooms = with(rooms, ledger(picture, instance));
    }
    return rooms;
  }

  @Override
  public HashPMap<String, Room> after(
      HashPMap<String, Room> before, Picture picture, @Nullable Entity old, @Nullable Entity now) {
    if (old instanceof Task || now instanceof Task) {
      return afterTask(before, (Task) old, (Task) now);
    }
    if (now instanceof Instance instance) {
      return with(before, ledger(picture, instance));
    }
    if (old instanceof Instance instance) {
      String cluster = instance.arn().cluster();
      Room left = before.getOrDefault(cluster, Room.EMPTY).without(instance);
      return before.plus(cluster, left);
    }
    return before;
  }

  private static HashPMap<String, Room> with(HashPMap<String, Room> rooms, Ledger ledger) {
    String cluster = ledger.instance().arn().cluster();
    return rooms.plus(cluster, rooms.getOrDefault(cluster, Room.EMPTY).with(ledger));
  }

  /// A task never changes its instance.
  private static HashPMap<String, Room> afterTask(
      HashPMap<String, Room> before, @Nullable Task old, @Nullable Task now) {
    @Nullable Held held = old == null || old.isStopped() ? null : held(old);
    @Nullable Held holds = now == null || now.isStopped() ? null : held(now);
    if (Objects.equals(held, holds)) {
      return before;
    }
    InstanceArn instance = Objects.requireNonNullElse(now, old).instance();
    Room room = before.getOrDefault(instance.cluster(), Room.EMPTY);
    return before.plus(instance.cluster(), room.after(instance.id(), held, holds));
  }

  static Held held(Task task) {
    return new Held(
        task.launch().reservation(),
        task.launch().group(),
        task.last() == TaskStatus.RUNNING,
        task.launch().allGpus());
  }
}
