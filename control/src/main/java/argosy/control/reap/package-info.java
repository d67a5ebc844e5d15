/// Forgets what has been over for long.
@NullMarked
package argosy.control.reap;

import org.jspecify.annotations.NullMarked;
