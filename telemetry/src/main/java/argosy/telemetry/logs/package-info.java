/// Log groups, their streams and events: kept in tables of their own, found by indexes, forgotten
/// when their time is over.
@NullMarked
package argosy.telemetry.logs;

import org.jspecify.annotations.NullMarked;
