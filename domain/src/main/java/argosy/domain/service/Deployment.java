package argosy.domain.service;

import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceArn;
import java.time.Instant;

/// The tasks of one revision of a service, on their way in or out. The first of a service's
/// deployments is its PRIMARY one; the others are ACTIVE as long as they have tasks.
///
/// @param id of its revision, 19 digits
/// @param reason why it is in its state, in ECS's words
public record Deployment(
    String id, State state, String reason, Trial trial, Instant createdAt, Instant updatedAt) {

  /// As far as it has come.
  public enum State {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /// Before the id, in what ECS shows of it.
  public static final String PREFIX = "ecs-svc/";

  public static Deployment begun(String id, Instant now) {
    return new Deployment(
        id,
        State.IN_PROGRESS,
        "ECS deployment " + PREFIX + id + " in progress.",
        Trial.NONE,
        now,
        now);
  }

  /// As answers call it, and what its tasks are started by.
  public String name() {
    return PREFIX + id;
  }

  public RevisionArn revision(ServiceArn service) {
    return new RevisionArn(service, id);
  }

  public Deployment with(State changed, String why, Instant now) {
    return new Deployment(id, changed, why, trial, createdAt, now);
  }

  public Deployment with(Trial changed, Instant now) {
    return new Deployment(id, state, reason, changed, createdAt, now);
  }
}
