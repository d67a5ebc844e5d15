package argosy.agent.runtime.fake;

import argosy.agent.runtime.Runtime.Watch;
import argosy.agent.runtime.Runtime.Watcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who is told what happens on which host, as long as the engine is there. They are called by the
/// thread that changes something, and never under a lock.
final class FakeWatches {
  private final List<Watching> all = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  Watch add(String host, Watcher watcher) {
    var watching = new Watching(host, watcher);
    all.add(watching);
    if (!away) {
      watcher.watching();
    }
    return () -> all.remove(watching);
  }

  /// The engine goes away, or comes back, which everybody hears.
  void away(boolean gone) {
    away = gone;
    if (!gone) {
      all.forEach(watching -> watching.watcher.watching());
    }
  }

  void tell(String host, Consumer<Watcher> what) {
    if (!away) {
      all.stream().filter(it -> it.host.equals(host)).forEach(it -> what.accept(it.watcher));
    }
  }

  private record Watching(String host, Watcher watcher) {}
}
