/// Asks for the services of a cell to be reconciled whenever that may change something.
@NullMarked
package argosy.control.reconcile;

import org.jspecify.annotations.NullMarked;
