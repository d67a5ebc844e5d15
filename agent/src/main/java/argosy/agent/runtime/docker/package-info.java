/// Docker Engine, through its HTTP API on a Unix socket.
@NullMarked
package argosy.agent.runtime.docker;

import org.jspecify.annotations.NullMarked;
