/// Amazon Elastic Container Service: its actions, and how its things look in answers.
@NullMarked
package argosy.api.ecs;

import org.jspecify.annotations.NullMarked;
