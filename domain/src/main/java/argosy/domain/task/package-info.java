/// Tasks: their life from the request to run one until it is forgotten.
@NullMarked
package argosy.domain.task;

import org.jspecify.annotations.NullMarked;
