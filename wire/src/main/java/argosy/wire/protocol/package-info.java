/// AWS's protocols: what a request looks like in each, and a response, and an error.
@NullMarked
package argosy.wire.protocol;

import org.jspecify.annotations.NullMarked;
