package argosy.e2e;

import static argosy.e2e.Services.stays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/// Two full sets of containers beside each other, and a hook that says which of them stays.
@ExtendWith(SharedArgosy.class)
class BlueGreenTest {
  private static final String NAME = "two-colours";

  private final Clients aws;
  private final Services services;

  BlueGreenTest(Clients aws) {
    this.aws = aws;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  private static DeploymentConfiguration blueGreen() {
    return DeploymentConfiguration.builder()
        .strategy("BLUE_GREEN")
        .bakeTimeInMinutes(0)
        .lifecycleHooks(
            DeploymentLifecycleHook.builder()
                .targetType("PAUSE")
                .lifecycleStagesWithStrings("POST_SCALE_UP")
                .build())
        .build();
  }

  @Test
  void aHookLetsGreenTakeOver() throws Exception {
    Set<String> blue = paused();
    answer(DeploymentLifecycleHookAction.CONTINUE);
    services.complete(NAME);
    Set<String> after = services.containers(NAME);
    assertEquals(2, after.size());
    assertTrue(after.stream().noneMatch(blue::contains), after::toString);
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, newest().status());
    for (String container : blue) {
      assertFalse(Docker.runs(container));
    }
  }

  @Test
  void aHookTakesItBackToBlue() throws Exception {
    Set<String> blue = paused();
    answer(DeploymentLifecycleHookAction.ROLLBACK);
    Service after = services.complete(NAME);
    assertEquals(blue, services.containers(NAME));
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, newest().status());
    assertEquals(
        List.of(after.taskDefinition()),
        services.tasks(NAME).stream().map(Task::taskDefinitionArn).distinct().toList());
  }

  /// A service whose second deployment waits for its hook.
  ///
  /// @return the containers of the first
  private Set<String> paused() throws Exception {
    services.create(NAME, 2, stays(), it -> it.deploymentConfiguration(blueGreen()));
    Await.some(Services.PATIENCE, "the first deployment's hook", this::awaited);
    answer(DeploymentLifecycleHookAction.CONTINUE);
    services.complete(NAME);
    Set<String> blue = services.containers(NAME);
    assertEquals(2, blue.size());
    String next = services.register(NAME, stays());
    aws.ecs().updateService(it -> it.service(NAME).taskDefinition(next));
    Await.some(Services.PATIENCE, "the hook", this::awaited);
    Set<String> both = services.containers(NAME);
    assertEquals(4, both.size());
    assertTrue(both.containsAll(blue));
    return blue;
  }

  private ServiceDeployment newest() {
    List<String> arns =
        aws.ecs().listServiceDeployments(it -> it.service(NAME)).serviceDeployments().stream()
            .map(brief -> brief.serviceDeploymentArn())
            .toList();
    return aws.ecs()
        .describeServiceDeployments(it -> it.serviceDeploymentArns(arns.getFirst()))
        .serviceDeployments()
        .getFirst();
  }

  private Optional<DeploymentLifecycleHookDetail> awaited() {
    return newest().lifecycleHookDetails().stream()
        .filter(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)
        .findFirst();
  }

  private void answer(DeploymentLifecycleHookAction action) {
    String hook = awaited().orElseThrow().hookId();
    String arn = newest().serviceDeploymentArn();
    aws.ecs()
        .continueServiceDeployment(it -> it.serviceDeploymentArn(arn).hookId(hook).action(action));
  }
}
