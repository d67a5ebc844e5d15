package argosy.domain.placement;

/// What a task holds of its instance until it is STOPPED.
///
/// @param group of the task; those of one group are spread and told apart
/// @param running whether its containers run
public record Held(Reservation reservation, String group, boolean running) {}
