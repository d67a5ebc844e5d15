package argosy.domain.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/// What is known of one container of a task.
///
/// @param id the last part of its ARN
/// @param exitCode null while it runs, and for ever if it never ran
/// @param reason why it stopped, if its agent knows more than the exit code
/// @param runtimeId the engine's id
/// @param health what its health check found last; null before its agent has said so
public record ContainerState(
    String name,
    String id,
    boolean essential,
    Status last,
    @Nullable Integer exitCode,
    @Nullable String reason,
    @Nullable String runtimeId,
    @Nullable String imageDigest,
    List<NetworkBinding> bindings,
    @Nullable Health health) {

  /// In ECS's words.
  public enum Health {
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
  }

  /// Ordered; never moves left.
  public enum Status {
    PENDING,
    RUNNING,
    STOPPED
  }

  static ContainerState pending(String name, String id, boolean essential) {
    return new ContainerState(
        name, id, essential, Status.PENDING, null, null, null, null, List.of(), null);
  }

  /// What a report says on top of what is known; what it leaves out stays.
  ContainerState after(ContainerStateChange said) {
    Status status = status(said.status());
    return new ContainerState(
        name,
        id,
        essential,
        status.compareTo(last) > 0 ? status : last,
        said.exitCode() == null ? exitCode : said.exitCode(),
        orElse(said.reason(), reason),
        orElse(said.runtimeId(), runtimeId),
        orElse(said.imageDigest(), imageDigest),
        said.networkBindings().isEmpty() ? bindings : said.networkBindings(),
        health);
  }

  ContainerState healthy(Health found) {
    return new ContainerState(
        name, id, essential, last, exitCode, reason, runtimeId, imageDigest, bindings, found);
  }

  ContainerState stopped() {
    return new ContainerState(
        name,
        id,
        essential,
        Status.STOPPED,
        exitCode,
        reason,
        runtimeId,
        imageDigest,
        bindings,
        health);
  }

  private static Status status(@Nullable String said) {
    return switch (said) {
      case "RUNNING" -> Status.RUNNING;
      case "STOPPED" -> Status.STOPPED;
      case null, default -> Status.PENDING;
    };
  }

  private static @Nullable String orElse(@Nullable String said, @Nullable String known) {
    return said == null || said.isEmpty() ? known : said;
  }
}
