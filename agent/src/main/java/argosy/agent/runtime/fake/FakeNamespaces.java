package argosy.agent.runtime.fake;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What containers share with others, which have to run for it.
final class FakeNamespaces {
  private static final String OF_A_CONTAINER = "container:";

  private FakeNamespaces() {}

  /// @param body of the container that starts
  static void join(ObjectNode body, Collection<Container> others) throws EngineFault {
    for (String mode : List.of("NetworkMode", "PidMode", "IpcMode")) {
      String said = body.path("HostConfig").path(mode).asString("");
      if (said.startsWith(OF_A_CONTAINER)) {
        String holder = said.substring(OF_A_CONTAINER.length());
        boolean runs =
            others.stream()
                .filter(c -> c.id().equals(holder) || c.name().equals(holder))
                .anyMatch(c -> c.phase() == Phase.RUNNING);
        if (!runs) {
          throw new EngineFault(Kind.CONFLICT, "cannot join " + mode + " of a stopped container");
        }
      }
    }
  }
}
