@NullMarked
package argosy.agent.runtime;

import org.jspecify.annotations.NullMarked;
