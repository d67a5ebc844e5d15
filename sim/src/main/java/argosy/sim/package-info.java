/// The whole cluster in one thread: virtual clock, network and containers, faults from a seed, and
/// invariants that are looked at after every step. A seed replays what it did.
@NullMarked
package argosy.sim;

import org.jspecify.annotations.NullMarked;
