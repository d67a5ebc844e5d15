package argosy.control.reap;

import argosy.control.cell.Cell;
import argosy.domain.cluster.ForgetClusters;
import argosy.domain.state.Decision;
import argosy.domain.task.ForgetTasks;
import argosy.domain.task.Occupants;
import argosy.domain.taskdef.ForgetDefinitions;
import java.time.Duration;

/// A cell's regular sweep: stopped tasks and deleted clusters stay visible for a while, then they
/// go; deleted definitions go when their last task has stopped.
public final class Sweep {

  /// As long as ECS shows stopped tasks.
  public static final Duration VISIBLE = Duration.ofHours(1);

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Cell cell;
  private final Duration visible;

  private Sweep(Cell cell, Duration visible) {
    this.cell = cell;
    this.visible = visible;
  }

  /// Sweeps a cell every minute.
  ///
  /// @param visible how long stopped tasks and deleted clusters stay
  public static void attach(Cell cell, Duration visible) {
    new Sweep(cell, visible).again();
  }

  private void again() {
    cell.after(EVERY, this::sweep);
  }

  private void sweep() {
    ask("ForgetTasks", (picture, now, _) -> ForgetTasks.decide(picture, visible, now));
    ask("ForgetClusters", (picture, now, _) -> ForgetClusters.decide(picture, now.minus(visible)));
    ask(
        "ForgetDefinitions",
        (picture, _, _) ->
            ForgetDefinitions.decide(picture, definition -> Occupants.use(picture, definition)));
    again();
  }

  private void ask(String name, Decision<Integer> decision) {
    cell.ask(Decision.named(name, decision), _ -> {});
  }
}
