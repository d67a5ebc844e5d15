package argosy.agent;

import argosy.wire.acs.PayloadTask;
import argosy.wire.vpc.VpcMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A network that only remembers who is connected, and may be out of order.
final class FakeNetwork implements HostNetwork {
  final Set<String> attached = new HashSet<>();
  final Map<String, String> joined = new HashMap<>();
  boolean broken;

  private void works() throws IOException {
    if (broken) {
      throw new IOException("nobody knows of it");
    }
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public void heard(VpcMessage message, Consumer<VpcMessage> answer) {}

  @Override
  public synchronized void attach(PayloadTask task) throws IOException {
    works();
    attached.add(task.arn());
  }

  @Override
  public void attach(PayloadTask task, long process) throws IOException {
    attach(task);
  }

  @Override
  public synchronized void detach(PayloadTask task) throws IOException {
    works();
    attached.remove(task.arn());
  }

  @Override
  public synchronized void join(String containerId, PayloadTask task) {
    joined.put(containerId, task.arn());
  }

  @Override
  public synchronized void part(List<String> containerIds) {
    containerIds.forEach(joined::remove);
  }

  @Override
  public Path names(PayloadTask task) {
    return Path.of("/names");
  }

  @Override
  public void sweep(Set<String> tasks) {}

  @Override
  public void close(boolean idle) {}
}
