/// The actions of CloudWatch Logs: groups, streams, events, their search and their retention.
@NullMarked
package argosy.api.logs;

import org.jspecify.annotations.NullMarked;
