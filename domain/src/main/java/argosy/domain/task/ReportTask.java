package argosy.domain.task;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;

/// Decides what an agent's report means. Agents are the truth about containers; what it means for
/// the task, why it stops above all, is decided here.
public final class ReportTask {
  private ReportTask() {}

  public static Outcome<Task> decide(Picture picture, TaskReport report, Instant now) {
    Optional<Task> known = picture.find(Task.key(report.task()));
    if (known.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter("The task " + report.task() + " is not known here."));
    }
    Task before = known.get();
    if (before.isStopped()) {
      return Outcome.unchanged(before);
    }
    Task after = after(picture, before, report, now);
    if (after.isLike(before)) {
      return Outcome.unchanged(before);
    }
    boolean mustStop =
        before.desired() == TaskStatus.RUNNING
            && after.desired() == TaskStatus.STOPPED
            && !after.isStopped();
    List<Effect> effects =
        mustStop ? List.of(new Effect.TellAgent(after.instance(), after.arn())) : List.of();
    return new Outcome.Accepted<>(List.of(new Change.Put(after)), effects, after);
  }

  private static Task after(Picture picture, Task before, TaskReport report, Instant now) {
    List<ContainerState> containers = containers(before.containers(), report.containers());
    Times times = before.times().reported(report, now);
    if (report.status().equals("STOPPED")) {
      List<ContainerState> ended = containers.stream().map(ContainerState::stopped).toList();
      Task stopping = before.stopping(cause(before, report, ended), now);
      return stopping.with(TaskStatus.STOPPED, ended, times.stopped(before.stopsAt(picture, now)));
    }
    boolean runs = report.status().equals("RUNNING");
    Task moved =
        before.with(
            runs ? TaskStatus.RUNNING : before.last(),
            containers,
            runs ? times.started(now) : times);
    boolean essentialEnded =
        containers.stream()
            .anyMatch(c -> c.essential() && c.last() == ContainerState.Status.STOPPED);
    return essentialEnded && moved.desired() == TaskStatus.RUNNING
        ? moved.stopping(cause(moved, report, containers), now)
        : moved;
  }

  private static List<ContainerState> containers(
      List<ContainerState> known, List<ContainerStateChange> said) {
    var all = new ArrayList<>(known);
    for (ContainerStateChange change : said) {
      all.replaceAll(c -> c.name().equals(change.containerName()) ? c.after(change) : c);
    }
    return all;
  }

  /// The report of an end says why the task ended only if the agent gave up on it; else the
  /// containers do.
  private static Stop cause(Task task, TaskReport report, List<ContainerState> containers) {
    Optional<String> said = Optional.ofNullable(report.reason()).filter(why -> !why.isBlank());
    boolean gaveUp = task.times().startedAt() == null && said.isPresent();
    if (!gaveUp
        && (task.times().startedAt() != null || containers.stream().anyMatch(ReportTask::ran))) {
      return new Stop(
          StopCode.ESSENTIAL_CONTAINER_EXITED, said.orElse("Essential container in task exited"));
    }
    String reason =
        Stream.concat(
                said.stream(),
                containers.stream().map(ContainerState::reason).flatMap(Stream::ofNullable))
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("Task failed to start");
    return new Stop(StopCode.TASK_FAILED_TO_START, reason);
  }

  private static boolean ran(ContainerState container) {
    return container.essential()
        && container.exitCode() != null
        && (container.reason() == null || !container.reason().startsWith("Cannot"));
  }
}
