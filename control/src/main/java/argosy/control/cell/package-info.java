/// The cell: one writer for the state of one account in one region. Decide, append, apply, act.
@NullMarked
package argosy.control.cell;

import org.jspecify.annotations.NullMarked;
