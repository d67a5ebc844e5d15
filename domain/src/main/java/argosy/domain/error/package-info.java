/// Refusals as values: ECS's own error codes with messages that say what is wrong.
@NullMarked
package argosy.domain.error;

import org.jspecify.annotations.NullMarked;
