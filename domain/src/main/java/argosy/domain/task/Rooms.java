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

  /// Under which name Fargate's hosts are kept; no cluster can be called so.
  private static final String FARGATE = "/fargate";

  private Rooms() {}

  /// What is left in a cluster.
  public static Room of(Picture picture, ClusterArn cluster) {
    return picture.derived(ALL).getOrDefault(cluster.name(), Room.EMPTY);
  }

  /// What is left of the hosts of Fargate, which take tasks of all clusters.
  public static Room fargate(Picture picture) {
    return picture.derived(ALL).getOrDefault(FARGATE, Room.EMPTY);
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
      return without(without(before, instance.arn().cluster(), instance), FARGATE, instance);
    }
    return before;
  }

  private static HashPMap<String, Room> with(HashPMap<String, Room> rooms, Ledger ledger) {
    String cluster = ledger.instance().arn().cluster();
    HashPMap<String, Room> with = with(rooms, cluster, ledger, ledger.pool().isInstance());
    return with(with, FARGATE, ledger, ledger.pool().isFargate());
  }

  private static HashPMap<String, Room> with(
      HashPMap<String, Room> rooms, String name, Ledger ledger, boolean belongs) {
    return belongs
        ? rooms.plus(name, rooms.getOrDefault(name, Room.EMPTY).with(ledger))
        : without(rooms, name, ledger.instance());
  }

  private static HashPMap<String, Room> without(
      HashPMap<String, Room> rooms, String name, Instance instance) {
    @Nullable Room there = rooms.get(name);
    return there == null ? rooms : rooms.plus(name, there.without(instance));
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
    HashPMap<String, Room> after = before;
    for (String name : List.of(instance.cluster(), FARGATE)) {
      @Nullable Room room = after.get(name);
      Room next = room == null ? null : room.after(instance.id(), held, holds);
      after = next == null || next.equals(room) ? after : after.plus(name, next);
    }
    return after;
  }

  static Held held(Task task) {
    return new Held(
        task.launch().reservation(),
        task.launch().group(),
        task.last() == TaskStatus.RUNNING,
        task.launch().allGpus());
  }
}
