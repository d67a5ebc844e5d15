/// Where the picture is kept. Nothing else writes the state of the control plane.
@NullMarked
package argosy.store;

import org.jspecify.annotations.NullMarked;
