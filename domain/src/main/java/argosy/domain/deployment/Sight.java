package argosy.domain.deployment;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// What the next move of a service deployment depends on.
///
/// @param reconciled whether all tasks that go on are of the old revision, and enough of them work
/// @param full whether enough tasks of the new revision have proved themselves
/// @param whole whether they are all that is left
/// @param random for the ids of hooks
record Sight(
    boolean reconciled,
    boolean full,
    boolean whole,
    Outside outside,
    Instant now,
    RandomGenerator random) {}
