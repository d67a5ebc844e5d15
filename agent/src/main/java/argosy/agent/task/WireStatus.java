package argosy.agent.task;

/// How far the network interface is that a task in network mode awsvpc has to itself.
enum WireStatus {
  /// The task has none.
  NONE,
  /// It is to be attached, or may be attached already for all that a new agent knows.
  WANTED,
  ATTACHING,
  ATTACHED,
  DETACHING,
  DETACHED;

  /// The containers find the network that they are meant to have.
  boolean isReady() {
    return this == NONE || this == ATTACHED;
  }

  /// Nothing of it is on the host.
  boolean isGone() {
    return this == NONE || this == DETACHED;
  }
}
