/// What ECS tells the world of its tasks, container instances and services: the last thousands of
/// events, in the order in which they became true. They follow from the changes of other entities,
/// and become durable in the same commit.
@NullMarked
package argosy.domain.event;

import org.jspecify.annotations.NullMarked;
