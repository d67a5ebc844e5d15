@NullMarked
package argosy.domain.deployment;

import org.jspecify.annotations.NullMarked;
