/// What the frames of the agents' web sockets have in common.
@NullMarked
package argosy.wire.frame;

import org.jspecify.annotations.NullMarked;
