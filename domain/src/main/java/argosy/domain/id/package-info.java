/// What things are called: identifiers as types, parsed once at the edge.
@NullMarked
package argosy.domain.id;

import org.jspecify.annotations.NullMarked;
