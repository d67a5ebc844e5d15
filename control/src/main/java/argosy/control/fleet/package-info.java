/// The agents of a cell: their sockets, what they are told, and that they hear it.
@NullMarked
package argosy.control.fleet;

import org.jspecify.annotations.NullMarked;
