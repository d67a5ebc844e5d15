@NullMarked
package argosy.agent.link;

import org.jspecify.annotations.NullMarked;
