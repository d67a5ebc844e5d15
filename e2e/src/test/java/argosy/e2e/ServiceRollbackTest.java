package argosy.e2e;

import static argosy.e2e.Services.checked;
import static argosy.e2e.Services.stays;
import static argosy.e2e.Services.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/// A new definition that doesn't work is given up, and `describe-services` alone says what was
/// wrong, on which task, since when.
@ExtendWith(SharedArgosy.class)
class ServiceRollbackTest {
  private static final DeploymentConfiguration BREAKER =
      DeploymentConfiguration.builder()
          .deploymentCircuitBreaker(it -> it.enable(true).rollback(true))
          .build();

  private final Clients aws;
  private final Services services;

  ServiceRollbackTest(Clients aws) {
    this.aws = aws;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @Test
  void anImageThatIsNowhere() throws Exception {
    rollsBack(
        Definitions.small("app", "127.0.0.1:1/there-is-no-such-image:1"),
        "CannotPullContainerError.*there-is-no-such-image.*");
  }

  @Test
  void aContainerThatCrashes() throws Exception {
    rollsBack(
        Definitions.shell("app", "echo no configuration; exit 3"),
        "Essential container in task exited \\(container app, exit code 3.*\\)");
  }

  @Test
  void aHealthCheckThatFails() throws Exception {
    rollsBack(checked("true"), "Task failed container health checks.*");
  }

  private void rollsBack(ContainerDefinition.Builder bad, String how) throws Exception {
    services.create("careful", 2, stays(), it -> it.deploymentConfiguration(BREAKER));
    Service good = services.complete("careful");
    String next = services.register("careful", bad);
    Service begun =
        aws.ecs().updateService(it -> it.service("careful").taskDefinition(next)).service();
    String failed = Services.primary(begun).id();
    services.await(
        "careful",
        "it goes back",
        it -> Services.primary(it).id().equals(Services.primary(good).id()));
    Service back = services.complete("careful");
    assertEquals(good.taskDefinition(), back.taskDefinition());
    assertEquals(2, back.runningCount());
    tellsAll(back, failed, how);
  }

  private static void tellsAll(Service back, String failed, String how) {
    String said = told(back);
    String task = "task [0-9a-f]{32}";
    for (String line :
        new String[] {
          "\\(service careful\\) \\(deployment %s\\) \\(%s\\) failed: %s"
              .formatted(failed, task, how),
          ("\\(service careful\\) \\(deployment %s\\) deployment failed: tasks failed to "
                  + "start\\. [34]"
                  + " failed since 20\\S+Z, the last one was %s: %s")
              .formatted(failed, task, how),
          "\\(service careful\\) rolling back to deployment " + Services.primary(back).id() + "\\."
        }) {
      assertTrue(
          said.lines().anyMatch(Pattern.compile(line).asMatchPredicate()),
          () -> line + " is not in\n" + said);
    }
  }

  /// Nothing to go back to: it stays as it is, and says why.
  @Test
  void theFirstDeploymentOfAllHasNowhereToGo() throws Exception {
    services.create(
        "hopeless",
        1,
        Definitions.shell("app", "exit 4"),
        it -> it.deploymentConfiguration(BREAKER));
    Service failed =
        services.await(
            "hopeless",
            "it is given up",
            it -> Services.primary(it).rolloutState() == DeploymentRolloutState.FAILED);
    Deployment primary = Services.primary(failed);
    assertTrue(
        Pattern.matches(
            "ECS deployment circuit breaker: tasks failed to start\\. 3 failed since 20\\S+Z, the"
                + " last one was task [0-9a-f]{32}: Essential container in task exited \\(container"
                + " app, exit code 4.*\\)",
            primary.rolloutStateReason()),
        primary.rolloutStateReason());
    assertEquals(3, primary.failedTasks());
    services.await("hopeless", "nothing runs", _ -> services.tasks("hopeless").isEmpty());
  }
}
