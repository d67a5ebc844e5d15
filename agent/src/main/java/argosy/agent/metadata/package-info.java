/// What containers are told of themselves, at 169.254.170.2.
@NullMarked
package argosy.agent.metadata;

import org.jspecify.annotations.NullMarked;
