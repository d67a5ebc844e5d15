package argosy.domain.state;

import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import java.util.Set;

/// Something to do in the world once the changes that call for it are durable. Effects may be lost
/// with the process and may happen twice; whoever carries them out compares with the picture.
public sealed interface Effect {

  /// The agent of an instance must hear the newest desired status of a task.
  record TellAgent(InstanceArn instance, TaskArn task) implements Effect {}

  /// The hosts that take part in a VPC must know what became different in it: by ids, which may be
  /// gone, or all of it.
  record TellVpc(
      String vpc, Set<String> interfaces, Set<String> groups, Set<String> subnets, boolean whole)
      implements Effect {}

  /// An instance has left its cluster, and its agent must notice.
  record Dismiss(InstanceArn instance) implements Effect {}
}
