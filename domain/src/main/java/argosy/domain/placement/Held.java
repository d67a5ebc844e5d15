package argosy.domain.placement;

import java.util.List;

/// What a task holds of its instance until it is STOPPED.
///
/// @param group of the task; those of one group are spread and told apart
/// @param running whether its containers run
/// @param gpus the ids of those that it has
public record Held(Reservation reservation, String group, boolean running, List<String> gpus) {

  /// What a task without GPUs holds.
  public Held(Reservation reservation, String group, boolean running) {
    this(reservation, group, running, List.of());
  }

  Held with(List<String> ids) {
    return new Held(reservation, group, running, ids);
  }
}
