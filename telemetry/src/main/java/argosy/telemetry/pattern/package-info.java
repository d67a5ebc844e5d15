/// The filter pattern language of CloudWatch Logs: terms, JSON selectors, and columns. Pure.
@NullMarked
package argosy.telemetry.pattern;

import org.jspecify.annotations.NullMarked;
