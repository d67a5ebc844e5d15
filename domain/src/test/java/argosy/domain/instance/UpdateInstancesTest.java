package argosy.domain.instance;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;

class UpdateInstancesTest {
  private final Picture picture =
      picture(
          anInstance().id("i1").build(),
          anInstance().id("i2").build(),
          anInstance().id("gone").status(InstanceStatus.INACTIVE).build());

  @Test
  void anInstanceDrainsAndTakesTasksAgain() {
    var draining = accepted(decide("DRAINING", "i1", instance("i1").toString()));
    Instance first = draining.reply().instances().getFirst();
    assertEquals(List.of(first), draining.reply().instances());
    assertEquals(InstanceStatus.DRAINING, first.status());
    assertEquals(List.of(new Change.Put(first)), draining.changes());
    assertEquals(List.of(), draining.effects(), "its agent has nothing to do");

    Picture then = after(picture, draining);
    var again = accepted(UpdateInstances.decide(then, CLUSTER, request("DRAINING", "i1")));
    assertEquals(List.of(), again.changes());
    assertEquals(List.of(first), again.reply().instances());

    var back = accepted(UpdateInstances.decide(then, CLUSTER, request("ACTIVE", "i1")));
    assertEquals(InstanceStatus.ACTIVE, back.reply().instances().getFirst().status());
  }

  @Test
  void whatIsNotThereIsAFailureAndTheRestGoesOn() {
    var outcome = accepted(decide("DRAINING", "ghost", "i2", "gone", "arn:aws:ecs:x:y:z/a"));
    assertEquals(
        List.of(
            failure(instance("ghost").toString(), "MISSING"),
            failure(instance("gone").toString(), "INACTIVE"),
            failure("arn:aws:ecs:x:y:z/a", "MISSING")),
        outcome.reply().failures());
    assertEquals(1, outcome.changes().size());
  }

  @Test
  void whatCannotBeAskedForIsRefused() {
    assertEquals(
        invalid("status must be ACTIVE or DRAINING, not REGISTERING."),
        refused(decide("REGISTERING", "i1")));
    assertEquals(
        invalid("status must be ACTIVE or DRAINING, not null."), refused(decide(null, "i1")));
    assertEquals(
        invalid("containerInstances needs 1 to 10 entries, not 0."), refused(decide("ACTIVE")));
    assertEquals(
        invalid("containerInstances needs 1 to 10 entries, not 11."),
        refused(decide("ACTIVE", Collections.nCopies(11, "i1").toArray(String[]::new))));
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(
            UpdateInstances.decide(
                picture, new ClusterArn(CELL, "nowhere"), request("ACTIVE", "i1"))));
  }

  @Test
  void anAgentIsNeverUpdatedFromHere() {
    assertEquals(new EcsError.NoUpdateAvailable(), UpdateAgent.refusal(picture, CLUSTER, "i1"));
    Instance silent = anInstance().id("i3").silent().build();
    assertEquals(
        new EcsError.MissingVersion(), UpdateAgent.refusal(picture(silent), CLUSTER, "i3"));
    for (String odd : List.of("ghost", "gone")) {
      assertEquals(
          invalid("Referenced container instance " + odd + " not found."),
          UpdateAgent.refusal(picture, CLUSTER, odd));
    }
  }

  private Outcome<UpdateInstances.Updated> decide(@Nullable String status, String... instances) {
    return UpdateInstances.decide(picture, CLUSTER, request(status, instances));
  }

  private static UpdateContainerInstancesStateRequest request(
      @Nullable String status, String... instances) {
    return UpdateContainerInstancesStateRequest.builder()
        .status(status)
        .containerInstances(instances)
        .build();
  }

  private static Failure failure(String arn, String reason) {
    return Failure.builder().arn(arn).reason(reason).build();
  }

  private static EcsError invalid(String message) {
    return new EcsError.InvalidParameter(message);
  }
}
