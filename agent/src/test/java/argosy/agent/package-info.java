@NullMarked
package argosy.agent;

import org.jspecify.annotations.NullMarked;
