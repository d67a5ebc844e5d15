/// Tags: what may be one, and what adding and removing some means.
@NullMarked
package argosy.domain.tag;

import org.jspecify.annotations.NullMarked;
