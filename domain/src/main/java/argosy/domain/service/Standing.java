package argosy.domain.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was said of a service last, so that it is said once.
///
/// @param steadyAt when it was last said to be steady; null while it isn't
/// @param complaint the last thing that was in the way of starting its tasks, without the figures;
///   empty if nothing is
/// @param complainedAt when that was said
/// @param events how many it has had: the number of the next one
/// @param lostSince of the hosts with tasks of it that were told to be lost, since when the last
///   one was away; null if none ever was
public record Standing(
    @Nullable Instant steadyAt,
    String complaint,
    @Nullable Instant complainedAt,
    long events,
    @Nullable Instant lostSince) {

  /// The complaint that protected tasks are in the way.
  public static final String HELD_BACK = "protection";

  public static final Standing NEW = new Standing(null, "", null, 0, null);

  public Standing steady(Instant now) {
    return new Standing(now, "", null, events, lostSince);
  }

  public Standing unsteady() {
    return new Standing(null, complaint, complainedAt, events, lostSince);
  }

  public Standing complaining(String about, Instant now) {
    return new Standing(steadyAt, about, now, events, lostSince);
  }

  /// Whether protected tasks keep it from what it is meant to be.
  public boolean isHeldBack() {
    return complaint.equals(HELD_BACK);
  }

  public Standing content() {
    return new Standing(steadyAt, "", null, events, lostSince);
  }

  /// Hosts were told to be lost, the last of which was away since then.
  public Standing losing(Instant since) {
    return new Standing(steadyAt, complaint, complainedAt, events, since);
  }

  Standing told() {
    return new Standing(steadyAt, complaint, complainedAt, events + 1, lostSince);
  }
}
