/// What a host must know of the VPCs that it takes part in, as the control plane tells it.
@NullMarked
package argosy.wire.vpc;

import org.jspecify.annotations.NullMarked;
