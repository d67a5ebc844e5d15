/// Hosts that live on the machine of their server, as `argosy up --hosts N` makes them: each has a
/// network namespace, a Docker Engine and an agent of its own, and may be killed, cut off and
/// brought back like a machine.
@NullMarked
package argosy.server.hosts;

import org.jspecify.annotations.NullMarked;
