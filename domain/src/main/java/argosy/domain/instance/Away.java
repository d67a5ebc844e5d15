package argosy.domain.instance;

import argosy.domain.state.Derived;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/// Since when the agents of those instances are away that aren't connected, by the instances' ids.
/// They are few, and each task of a service is asked whether it is on one.
public final class Away implements Derived<HashPMap<String, Instant>> {
  private static final Away ALL = new Away();

  private Away() {}

  public static HashPMap<String, Instant> all(Picture picture) {
    return picture.derived(ALL);
  }

  @Override
  public HashPMap<String, Instant> of(Picture picture) {
    HashPMap<String, Instant> away = HashTreePMap.empty();
    for (Instance instance : picture.all(Instance.KIND)) {
      away = with(away, instance);
    }
    return away;
  }

  @Override
  public HashPMap<String, Instant> after(
      HashPMap<String, Instant> before,
      Picture picture,
      @Nullable Entity old,
      @Nullable Entity now) {
    if (now instanceof Instance instance) {
      return with(before, instance);
    }
    return old instanceof Instance instance ? before.minus(instance.arn().id()) : before;
  }

  private static HashPMap<String, Instant> with(HashPMap<String, Instant> away, Instance instance) {
    Instant since = instance.awaySince();
    String id = instance.arn().id();
    return since == null ? away.minus(id) : away.plus(id, since);
  }
}
