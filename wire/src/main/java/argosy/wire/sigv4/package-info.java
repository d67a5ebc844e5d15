/// AWS Signature Version 4: who sent a request, and signing our own.
@NullMarked
package argosy.wire.sigv4;

import org.jspecify.annotations.NullMarked;
