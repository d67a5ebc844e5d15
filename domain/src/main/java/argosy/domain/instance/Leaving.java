package argosy.domain.instance;

import argosy.domain.state.Derived;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.MapPSet;

/// The instances that are to become empty: those that drain, and those that have left and are
/// remembered, by their ids. They are few, and each task of a service is asked whether it is on
/// one.
public final class Leaving implements Derived<MapPSet<String>> {
  private static final Leaving ALL = new Leaving();

  private Leaving() {}

  public static MapPSet<String> all(Picture picture) {
    return picture.derived(ALL);
  }

  @Override
  public MapPSet<String> of(Picture picture) {
    MapPSet<String> leaving = HashTreePSet.empty();
    for (Instance instance : picture.all(Instance.KIND)) {
      if (instance.status() != InstanceStatus.ACTIVE) {
        leaving = leaving.plus(instance.arn().id());
      }
    }
    return leaving;
  }

  @Override
  public MapPSet<String> after(
      MapPSet<String> before, Picture picture, @Nullable Entity old, @Nullable Entity now) {
    if (now instanceof Instance instance) {
      return instance.status() == InstanceStatus.ACTIVE
          ? before.minus(instance.arn().id())
          : before.plus(instance.arn().id());
    }
    return old instanceof Instance instance ? before.minus(instance.arn().id()) : before;
  }
}
