package argosy.agent.runtime.fake;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Container.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container after something has happened to it.
final class Changed {
  private Changed() {}

  static Container made(String id, String name, Map<String, String> labels) {
    return new Container(
        id,
        name,
        Phase.CREATED,
        null,
        false,
        "",
        null,
        null,
        Health.UNKNOWN,
        null,
        List.of(),
        labels);
  }

  static Container started(Container c, Instant at, List<Binding> published) {
    return new Container(
        c.id(),
        c.name(),
        Phase.RUNNING,
        null,
        false,
        "",
        at,
        null,
        Health.UNKNOWN,
        null,
        published,
        c.labels());
  }

  /// The engine says only now that it was for its use of memory.
  static Container forMemory(Container c) {
    return ended(c, c.exitCode(), true, c.finishedAt());
  }

  static Container ended(
      Container c, @Nullable Integer code, boolean forMemory, @Nullable Instant at) {
    return new Container(
        c.id(),
        c.name(),
        Phase.STOPPED,
        code,
        forMemory,
        "",
        c.startedAt(),
        at,
        c.health(),
        c.healthAt(),
        List.of(),
        c.labels());
  }

  static Container health(Container c, Health found, Instant at) {
    return new Container(
        c.id(),
        c.name(),
        c.phase(),
        c.exitCode(),
        c.oomKilled(),
        c.error(),
        c.startedAt(),
        c.finishedAt(),
        found,
        at,
        c.bindings(),
        c.labels());
  }
}
