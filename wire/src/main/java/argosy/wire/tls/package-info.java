/// Certificates: what a server shows, and what clients of ours believe.
@NullMarked
package argosy.wire.tls;

import org.jspecify.annotations.NullMarked;
