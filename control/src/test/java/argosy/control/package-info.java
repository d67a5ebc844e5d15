/// What tests of the control plane share: a clock that is set by hand.
@NullMarked
package argosy.control;

import org.jspecify.annotations.NullMarked;
