/// What can be tagged, by its ARN: the one place that knows all nouns.
@NullMarked
package argosy.domain.resource;

import org.jspecify.annotations.NullMarked;
