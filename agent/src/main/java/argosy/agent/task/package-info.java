/// Tasks on a host: what is known of each, what is wanted, and the steps from one to the other.
///
/// [TaskState] is the picture of a task, [NextSteps] decides, [Tasks] performs. What a container
/// looks like to Docker Engine is [CreateBody]'s.
@NullMarked
package argosy.agent.task;

import org.jspecify.annotations.NullMarked;
