/// How a line of the log is written.
@NullMarked
package argosy.control.log;

import org.jspecify.annotations.NullMarked;
