@NullMarked
package argosy.sim;

import org.jspecify.annotations.NullMarked;
