/// Managed daemons: software of the house that runs once on each instance of some capacity
/// providers, comes before everything else there and goes after it.
@NullMarked
package argosy.domain.daemon;

import org.jspecify.annotations.NullMarked;
