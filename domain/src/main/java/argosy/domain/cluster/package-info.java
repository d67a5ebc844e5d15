/// Clusters: named rooms for instances and tasks.
@NullMarked
package argosy.domain.cluster;

import org.jspecify.annotations.NullMarked;
