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
record Making(
    String name,
    ObjectNode body,
    List<Addition> additions,
    List<ObjectNode> volumes,
    Optional<Group> group,
    boolean choosesPorts) {

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
                Ports.choose(body, spec.portMappings(), place.publishAddress(), runtime),
            (body, _) -> FileSystems.mount(body, task, spec, around.folders()),
            (body, _) -> EnvironmentFiles.add(body, spec, said, around.folders())),
        TaskVolumes.made(place.host(), task, spec),
        state.group(),
        !Ports.ranges(spec.portMappings()).isEmpty());
  }
}
