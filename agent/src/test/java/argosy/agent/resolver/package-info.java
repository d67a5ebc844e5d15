@NullMarked
package argosy.agent.resolver;

import org.jspecify.annotations.NullMarked;
