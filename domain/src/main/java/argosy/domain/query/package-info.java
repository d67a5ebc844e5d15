/// ECS's cluster query language: expressions about container instances, as placement constraints
/// and filters have them.
@NullMarked
package argosy.domain.query;

import org.jspecify.annotations.NullMarked;
