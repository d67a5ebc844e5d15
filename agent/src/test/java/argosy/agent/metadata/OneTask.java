package argosy.agent.metadata;

import argosy.agent.Payloads;
import argosy.agent.TaskEndpoint;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An agent with one task: its containers ask under `1d`, `2d` and so on.
record OneTask(TaskView task, @Nullable RoleCredentials role) implements TaskEndpoint.Tasks {
  static final String INSTANCE = "arn:aws:ecs:us-east-1:000000000000:container-instance/default/i1";

  static final RoleCredentials ROLE =
      new RoleCredentials("c1", "arn:aws:iam::000000000000:role/web", "key", "secret", "token", "");

  /// @param dockerIds of its containers
  static OneTask of(@Nullable RoleCredentials role, String... dockerIds) {
    PayloadTask payload = Payloads.task("t1", Payloads.container("web")).with(role, null);
    List<ContainerView> containers = new ArrayList<>();
    for (String id : dockerIds) {
      containers.add(container(payload, containers.size() + 1 + "d", id));
    }
    Instant none = null;
    return new OneTask(
        new TaskView(
            payload.withoutSecrets(), "blue", "RUNNING", "RUNNING", none, none, none, containers),
        role);
  }

  /// The same on Fargate, with so much ephemeral storage.
  OneTask storing(int gib) {
    ObjectNode payload = JsonMapper.shared().valueToTree(task.payload());
    return new OneTask(
        new TaskView(
            JsonMapper.shared()
                .treeToValue(
                    payload.put("launchType", "FARGATE").put("ephemeralStorage", gib),
                    PayloadTask.class),
            task.cluster(),
            task.desired(),
            task.known(),
            task.pullStarted(),
            task.pullStopped(),
            task.executionStopped(),
            task.containers()),
        role);
  }

  private static ContainerView container(PayloadTask payload, String id, String dockerId) {
    return new ContainerView(
        payload.containers().getFirst(), id, "ecs-" + id, dockerId, "RUNNING", null, 3, null, null);
  }

  @Override
  public CompletableFuture<Optional<TaskView>> of(String metadataId) {
    return CompletableFuture.completedFuture(
        Optional.of(task).filter(it -> it.container(metadataId).isPresent()));
  }

  @Override
  public CompletableFuture<Optional<TaskView>> holding(String dockerId) {
    return CompletableFuture.completedFuture(
        Optional.of(task).filter(it -> it.inEngine(dockerId).isPresent()));
  }

  @Override
  public CompletableFuture<Optional<TaskView>> using(String credentialsId) {
    return CompletableFuture.completedFuture(
        Optional.of(task).filter(it -> it.uses(credentialsId)));
  }

  @Override
  public CompletableFuture<String> instance() {
    return CompletableFuture.completedFuture(INSTANCE);
  }

  @Override
  public Optional<RoleCredentials> credentials(String id) {
    return Optional.ofNullable(role).filter(it -> it.credentialsId().equals(id));
  }
}
