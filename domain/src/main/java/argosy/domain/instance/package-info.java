/// Container instances: the hosts of a cluster, what they have and what is left of it.
@NullMarked
package argosy.domain.instance;

import org.jspecify.annotations.NullMarked;
