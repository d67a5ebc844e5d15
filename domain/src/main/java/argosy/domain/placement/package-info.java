/// Which instance a task goes to. Filters refuse with a [argosy.domain.placement.Veto], the rest is
/// ranked.
@NullMarked
package argosy.domain.placement;

import org.jspecify.annotations.NullMarked;
