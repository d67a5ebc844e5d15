@NullMarked
package argosy.domain.fabric;

import org.jspecify.annotations.NullMarked;
