/// The client's side of the wire: signed calls and signed web sockets.
@NullMarked
package argosy.wire.client;

import org.jspecify.annotations.NullMarked;
