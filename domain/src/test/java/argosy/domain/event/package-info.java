@NullMarked
package argosy.domain.event;

import org.jspecify.annotations.NullMarked;
