@NullMarked
package argosy.agent.task;

import org.jspecify.annotations.NullMarked;
