package argosy.agent.task;

import argosy.agent.HostNetwork;
import argosy.agent.runtime.Runtime;
import java.io.IOException;
import java.util.Optional;

/// What steps do to a task's network interface: each waits, may be done twice without harm, and
/// says how far the interface is then.
final class WireCalls {
  private WireCalls() {}

  static WireStatus attach(HostNetwork network, Runtime runtime, TaskState task)
      throws IOException, InterruptedException {
    Optional<String> pause = task.pause().map(ContainerState::id);
    if (pause.isEmpty()) {
      network.attach(task.payload());
      return WireStatus.ATTACHED;
    }
    long process =
        runtime.describe(pause.get()).map(found -> found.at("/State/Pid").asLong(0)).orElse(0L);
    if (process == 0) {
      throw new IOException("the container " + pause.get() + " has ended, whose network it was");
    }
    network.attach(task.payload(), process);
    return WireStatus.ATTACHED;
  }

  static WireStatus detach(HostNetwork network, TaskState task) throws IOException {
    network.detach(task.payload());
    return WireStatus.DETACHED;
  }
}
