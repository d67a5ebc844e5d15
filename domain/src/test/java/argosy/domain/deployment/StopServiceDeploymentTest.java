package argosy.domain.deployment;

import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.service.Shop.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.service.Deployment;
import argosy.domain.service.Rollout;
import argosy.domain.service.Shop;
import argosy.domain.state.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class StopServiceDeploymentTest {
  private static final String WHY =
      "ECS deployment stopped: a StopServiceDeployment request of " + USER + ".";

  private final Shop shop = new Shop();

  private Outcome<Rollout> stop(ServiceDeploymentArn arn, boolean goesBack) {
    return StopServiceDeployment.decide(shop.picture, arn, goesBack, USER, shop.now, shop.random());
  }

  private ServiceDeploymentArn newest() {
    return shop.web().rolloutArn().orElseThrow();
  }

  private Rollout rollout(ServiceDeploymentArn arn) {
    return shop.picture.find(Rollout.key(arn)).orElseThrow();
  }

  /// Two tasks of a first deployment that is done, and a second one under way.
  private String deployTwice() {
    shop.create(asked());
    shop.running("t1");
    shop.running("t2");
    shop.pass(Duration.ofMinutes(1));
    shop.reconcile();
    String first = shop.primary();
    shop.done(shop.updating(UpdateServiceRequest.builder().forceNewDeployment(true)));
    return first;
  }

  @Test
  void itGoesBackWhereItCameFrom() {
    String first = deployTwice();
    ServiceDeploymentArn arn = newest();
    shop.pass(Duration.ofMinutes(1));
    shop.done(stop(arn, true));
    assertEquals(first, shop.primary());
    Rollout back = rollout(arn);
    assertEquals(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, back.status());
    assertEquals(shop.now, back.times().stoppedAt());
    assertNull(back.times().finishedAt());
    assertEquals(
        Rollback.builder()
            .reason(WHY)
            .startedAt(shop.now)
            .serviceRevisionArn(shop.web().primary().orElseThrow().revision(Shop.WEB).toString())
            .build(),
        back.rollback());
    shop.reconcile();
    assertEquals(List.of("t1", "t2"), shop.wanted());
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, rollout(arn).status());
    assertEquals(
        new EcsError.Conflict(
            "The service deployment is ROLLBACK_SUCCESSFUL already and can't be stopped.",
            List.of()),
        refused(stop(arn, true)));
  }

  @Test
  void aSecondRequestIsAConflict() {
    deployTwice();
    ServiceDeploymentArn arn = newest();
    shop.done(stop(arn, true));
    assertEquals(
        new EcsError.Conflict("The service deployment is rolling back already.", List.of()),
        refused(stop(arn, true)));
  }

  @Test
  void abortedItStaysWhereItIs() {
    deployTwice();
    ServiceDeploymentArn arn = newest();
    shop.done(stop(arn, false));
    assertEquals(ServiceDeploymentStatus.STOPPED, rollout(arn).status());
    assertEquals(shop.now, rollout(arn).times().stoppedAt());
    Deployment primary = shop.web().primary().orElseThrow();
    assertEquals(Deployment.State.FAILED, primary.state());
    assertEquals(WHY, primary.reason());
    shop.reconcile();
    assertEquals(List.of("t1", "t2"), shop.wanted(), "nothing is started, nothing is stopped");
  }

  @Test
  void theFirstOneHasNowhereToGo() {
    shop.create(asked());
    assertEquals(
        new EcsError.Conflict(
            "The service has no earlier service revision to roll back to. Stop the service"
                + " deployment with stopType ABORT, or update the service.",
            List.of()),
        refused(stop(newest(), true)));
    assertEquals(
        new EcsError.ServiceDeploymentNotFound(),
        refused(stop(new ServiceDeploymentArn(Shop.WEB, "ghost"), true)));
  }
}
