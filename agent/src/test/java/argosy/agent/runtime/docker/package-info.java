@NullMarked
package argosy.agent.runtime.docker;

import org.jspecify.annotations.NullMarked;
