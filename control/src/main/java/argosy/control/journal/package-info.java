/// What the cells decided, told to operators.
@NullMarked
package argosy.control.journal;

import org.jspecify.annotations.NullMarked;
