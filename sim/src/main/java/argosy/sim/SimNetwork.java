package argosy.sim;

import argosy.agent.HostNetwork;
import argosy.wire.acs.PayloadTask;
import argosy.wire.vpc.VpcMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A host's share of VPCs without any packets: tasks in network mode awsvpc get what they ask for.
final class SimNetwork implements HostNetwork {

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public void heard(VpcMessage message, Consumer<VpcMessage> answer) {}

  @Override
  public void attach(PayloadTask task) {}

  @Override
  public void attach(PayloadTask task, long process) {}

  @Override
  public void detach(PayloadTask task) {}

  @Override
  public void join(String containerId, PayloadTask task) {}

  @Override
  public void part(List<String> containerIds) {}

  @Override
  public Path names(PayloadTask task) {
    return Path.of("/names");
  }

  @Override
  public void sweep(Set<String> tasks) {}

  @Override
  public void close(boolean idle) {}
}
