package argosy.control.reap;

import argosy.control.cell.Cell;
import argosy.domain.cluster.ForgetClusters;
import argosy.domain.instance.ForgetInstances;
import argosy.domain.service.ForgetServices;
import argosy.domain.service.Revision;
import argosy.domain.state.Decision;
import argosy.domain.task.ForgetTasks;
import argosy.domain.task.Occupants;
import argosy.domain.taskdef.ForgetDefinitions;
import java.time.Duration;

/// A cell's regular sweep: stopped tasks, deleted clusters and services, and instances that left
/// stay visible for a while, then they go; deleted definitions go when no task and no service needs
/// them any more.
public final class Sweep {

  /// As long as ECS shows stopped tasks, deleted clusters and services, and instances that left.
  public static final Duration VISIBLE = Duration.ofHours(1);

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Cell cell;
  private final Duration stoppedTasksFor;

  private Sweep(Cell cell, Duration stoppedTasksFor) {
    this.cell = cell;
    this.stoppedTasksFor = stoppedTasksFor;
  }

  /// Sweeps a cell every minute.
  ///
  /// @param stoppedTasksFor how long stopped tasks stay
  public static void attach(Cell cell, Duration stoppedTasksFor) {
    new Sweep(cell, stoppedTasksFor).again();
  }

  private void again() {
    cell.after(EVERY, this::sweep);
  }

  private void sweep() {
    ask("ForgetTasks", (picture, now, _) -> ForgetTasks.decide(picture, stoppedTasksFor, now));
    ask("ForgetClusters", (picture, now, _) -> ForgetClusters.decide(picture, now.minus(VISIBLE)));
    ask(
        "ForgetInstances",
        (picture, now, _) -> ForgetInstances.decide(picture, now.minus(VISIBLE)));
    ask("ForgetServices", (picture, now, _) -> ForgetServices.decide(picture, now.minus(VISIBLE)));
    ask(
        "ForgetDefinitions",
        (picture, _, _) ->
            ForgetDefinitions.decide(
                picture,
                Revision.use(picture).or(definition -> Occupants.use(picture, definition))));
    again();
  }

  private void ask(String name, Decision<Integer> decision) {
    cell.ask(Decision.named(name, decision), _ -> {});
  }
}
