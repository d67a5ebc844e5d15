/// Capacity providers: from where a cluster's tasks get their room, and how strategies share tasks
/// among them.
@NullMarked
package argosy.domain.capacity;

import org.jspecify.annotations.NullMarked;
