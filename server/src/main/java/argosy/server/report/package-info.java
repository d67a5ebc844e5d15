/// What a running server says of itself: its status, its metrics, its log.
@NullMarked
package argosy.server.report;

import org.jspecify.annotations.NullMarked;
