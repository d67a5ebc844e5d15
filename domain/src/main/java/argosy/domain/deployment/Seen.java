package argosy.domain.deployment;

import argosy.domain.task.Task;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A task of a service as a pass sees it.
///
/// @param deployment the name of the deployment that started it
/// @param evicted whether its instance is DRAINING, or has left
/// @param checked whether it has a health check, so that its health is proof
/// @param guarded whether it is protected from scaling in and from deployments now
/// @param lostSince since when its host is away that counts as lost; null if it doesn't
record Seen(
    Task task,
    String deployment,
    Fitness fitness,
    boolean evicted,
    boolean checked,
    boolean guarded,
    @Nullable Instant lostSince) {

  Seen(Task task, String deployment, Fitness fitness, boolean evicted, boolean checked) {
    this(task, deployment, fitness, evicted, checked, false, null);
  }

  /// How a task is.
  enum Fitness {
    /// It is on its way to do its work.
    STARTING,
    HEALTHY,
    /// It runs, and its health check fails.
    SICK,
    /// Nobody knows how it is, because its host is lost.
    LOST,
    /// It is told to stop.
    STOPPING
  }

  boolean is(Fitness wanted) {
    return fitness == wanted;
  }

  /// True if another is to take its place because of how it is.
  boolean isUnfit() {
    return fitness == Fitness.SICK || fitness == Fitness.LOST;
  }

  /// True if it may not be ended although something else would be in its place. Protection doesn't
  /// help the sick and the lost.
  boolean isHeld() {
    return guarded && !isUnfit();
  }

  /// The same task, if nobody had protected it.
  Seen unguarded() {
    return guarded ? new Seen(task, deployment, fitness, evicted, checked, false, lostSince) : this;
  }

  /// True if it is meant to go on.
  boolean isAlive() {
    return fitness != Fitness.STOPPING;
  }

  /// True if it counts for the most that there may be: it is meant to go on, or may not have ended
  /// yet. What is told to stop on a lost host is not waited for.
  boolean takesRoom() {
    return isAlive() || lostSince == null;
  }

  /// When it has proved that it does its work: at once by a health check, after a while if nothing
  /// checks it. Null as long as it is not healthy.
  @Nullable Instant provenAt() {
    if (fitness != Fitness.HEALTHY) {
      return null;
    }
    Instant started = startedAt();
    return checked ? started : started.plus(Observed.SETTLING);
  }

  boolean isProven(Instant now) {
    Instant at = provenAt();
    return at != null && !at.isAfter(now);
  }

  Instant startedAt() {
    return Objects.requireNonNullElse(task.times().startedAt(), task.times().createdAt());
  }
}
