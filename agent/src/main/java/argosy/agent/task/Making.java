package argosy.agent.task;

import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Group;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A container that is to be made.
///
/// @param additions what has to be looked for on the host and then put into the body
/// @param volumes that have to be there before, as bodies of their creation
/// @param group the one that it belongs to, if its task has limits
/// @param choosesPorts whether the agent looks for free ports
/// @param made what is done to it before it starts
record Making(
    String name,
    ObjectNode body,
    List<Addition> additions,
    List<ObjectNode> volumes,
    Optional<Group> group,
    boolean choosesPorts,
    Made made) {

  /// Done to a container that was made, before it is started.
  interface Made {
    void with(String id) throws IOException;
  }

  interface Addition {
    void to(ObjectNode body, Runtime runtime) throws IOException, InterruptedException;
  }

  /// @throws IllegalArgumentException with the container's reason, if it can't be made
  static Making of(TaskState state, ContainerState container, Surroundings around) {
    PayloadTask task = state.payload();
    PayloadTask.Container spec = container.spec();
    Place place = around.place();
    RoleCredentials role = task.executionRoleCredentials();
    Set<String> said = CreateBody.said(task, spec, place);
    return new Making(
        container.dockerName(),
        CreateBody.of(state, container, place),
        List.of(
            (body, _) -> LogStream.ready(body, role, around.credentials(), around.logs()),
            (body, runtime) ->
                Ports.choose(body, ports(task, spec), place.publishAddress(), runtime),
            (body, _) -> FileSystems.mount(body, task, spec, around.folders()),
            (body, _) -> EnvironmentFiles.add(body, spec, said, around.folders()),
            (body, _) -> TaskNames.add(body, state, container, around.network())),
        TaskVolumes.made(place.host(), task, spec),
        state.group(),
        !Ports.ranges(ports(task, spec)).isEmpty(),
        joins(state) ? id -> around.network().join(id, task) : _ -> {});
  }

  /// What is to be published: nothing of a task that has an address of its own.
  private static List<PayloadTask.PortMapping> ports(PayloadTask task, PayloadTask.Container spec) {
    return task.networkInterface().isPresent() ? List.of() : spec.portMappings();
  }

  /// Whether its containers join a namespace that is made for the task.
  private static boolean joins(TaskState task) {
    return task.payload().networkInterface().isPresent() && task.pause().isEmpty();
  }
}
