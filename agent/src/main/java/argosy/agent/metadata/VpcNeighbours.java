package argosy.agent.metadata;

import argosy.agent.TaskEndpoint.Tasks;
import argosy.agent.task.TaskView;
import argosy.wire.acs.RoleCredentials;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Who asks in a VPC: its router lets nobody send from an address that isn't theirs, so an address
/// is a task.
///
/// @param vpcId whose door it is
record VpcNeighbours(String vpcId) implements Neighbours {

  @Override
  public boolean mayHave(String credentialsId, TaskView task, InetAddress from) {
    RoleCredentials role = task.payload().roleCredentials();
    return role != null && role.credentialsId().equals(credentialsId) && !isOther(from, task);
  }

  @Override
  public boolean isOther(InetAddress from, TaskView task) {
    return task.payload()
        .networkInterface()
        .filter(it -> it.vpcId().equals(vpcId) && it.address().equals(from.getHostAddress()))
        .isEmpty();
  }

  @Override
  public Optional<TaskView> at(InetAddress from, String host, Tasks tasks)
      throws InterruptedException, ExecutionException {
    return tasks.wired(vpcId, from.getHostAddress()).get();
  }
}
