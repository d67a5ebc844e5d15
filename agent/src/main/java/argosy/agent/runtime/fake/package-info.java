/// Containers that exist only in memory.
@NullMarked
package argosy.agent.runtime.fake;

import org.jspecify.annotations.NullMarked;
