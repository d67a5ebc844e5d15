/// Task definitions: families of numbered revisions, checked as ECS checks them.
@NullMarked
package argosy.domain.taskdef;

import org.jspecify.annotations.NullMarked;
