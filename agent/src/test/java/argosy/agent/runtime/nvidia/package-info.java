@NullMarked
package argosy.agent.runtime.nvidia;

import org.jspecify.annotations.NullMarked;
