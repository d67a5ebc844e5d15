@NullMarked
package argosy.agent.metadata;

import org.jspecify.annotations.NullMarked;
