package argosy.domain.task;

import argosy.domain.Fixtures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;

/// Reports of agents about the task `t1`.
final class Reports {
  private Reports() {}

  static TaskReport report(String status, ContainerStateChange.Builder... changes) {
    return because(status, null, changes);
  }

  static TaskReport because(
      String status, @Nullable String reason, ContainerStateChange.Builder... changes) {
    return new TaskReport(
        Fixtures.task("t1"),
        status,
        reason,
        List.of(changes).stream().map(ContainerStateChange.Builder::build).toList(),
        null,
        null,
        null);
  }

  static ContainerStateChange.Builder container(String name, String status) {
    return ContainerStateChange.builder().containerName(name).status(status);
  }
}
