/// What NVIDIA's driver says of a host.
@NullMarked
package argosy.agent.runtime.nvidia;

import org.jspecify.annotations.NullMarked;
