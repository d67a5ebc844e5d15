/// One HTTP endpoint for all services, and the web sockets beside it.
@NullMarked
package argosy.wire.http;

import org.jspecify.annotations.NullMarked;
