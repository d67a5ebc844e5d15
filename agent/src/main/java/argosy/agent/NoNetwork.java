package argosy.agent;

import argosy.wire.acs.PayloadTask;
import argosy.wire.vpc.VpcMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A host whose tasks have no interfaces of their own.
final class NoNetwork implements HostNetwork {

  @Override
  public boolean isHere() {
    return false;
  }

  @Override
  public void heard(VpcMessage message, Consumer<VpcMessage> answer) {}

  @Override
  public void attach(PayloadTask task) throws IOException {
    throw refusal();
  }

  @Override
  public void attach(PayloadTask task, long process) throws IOException {
    throw refusal();
  }

  @Override
  public void detach(PayloadTask task) {}

  @Override
  public void join(String containerId, PayloadTask task) throws IOException {
    throw refusal();
  }

  @Override
  public void part(List<String> containerIds) {}

  @Override
  public Path names(PayloadTask task) throws IOException {
    throw refusal();
  }

  @Override
  public void sweep(Set<String> tasks) {}

  @Override
  public void close(boolean idle) {}

  private static IOException refusal() {
    return new IOException("this host has no network for tasks in network mode awsvpc");
  }
}
