package argosy.agent.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container as the engine sees it.
///
/// @param name without Docker's leading slash
/// @param exitCode only of one that has ended after it ran
/// @param oomKilled the kernel killed it, because it used more memory than it may
/// @param error why it couldn't be started; empty where it could
/// @param startedAt null if it never ran
/// @param health what its health check found last
/// @param healthAt when it found that; null where it found nothing
/// @param bindings the published ports, as long as it runs
public record Container(
    String id,
    String name,
    Phase phase,
    @Nullable Integer exitCode,
    boolean oomKilled,
    String error,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Health health,
    @Nullable Instant healthAt,
    List<Binding> bindings,
    Map<String, String> labels) {

  /// What a process that was killed ends with: 128 and the number of SIGKILL.
  private static final int KILLED = 137;

  public Container {
    bindings = List.copyOf(bindings);
    labels = Map.copyOf(labels);
  }

  /// It was killed, and the engine hasn't said for what.
  public boolean wasKilled() {
    return phase == Phase.STOPPED && exitCode != null && exitCode == KILLED && !oomKilled;
  }

  public enum Phase {
    CREATED,
    RUNNING,
    STOPPED
  }

  /// UNKNOWN before the first checks have ended, and without a health check.
  public enum Health {
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
  }

  /// A port of a container that is a port of the host.
  ///
  /// @param protocol `tcp` or `udp`
  public record Binding(String hostAddress, int containerPort, int hostPort, String protocol) {}
}
