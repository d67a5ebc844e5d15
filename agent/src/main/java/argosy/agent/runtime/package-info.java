/// What runs containers, as a port.
@NullMarked
package argosy.agent.runtime;

import org.jspecify.annotations.NullMarked;
