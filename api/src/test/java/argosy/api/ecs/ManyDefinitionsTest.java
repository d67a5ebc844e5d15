package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.taskdef.Definition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Among 20,000 revisions, of which one is active, an action costs what it costs among few.
class ManyDefinitionsTest {
  private static final int MANY = 20_000;

  /// Reading all of them 200 times takes many times as long.
  private static final long MILLIS_MAX = 2_000;

  @Test
  void whatIsReadIsWhatIsAnswered() {
    var rig = new ApiRig();
    rig.define("zz");
    fill(rig);
    List<SdkPojo> requests =
        List.of(
            ListTaskDefinitionsRequest.builder().build(),
            ListTaskDefinitionsRequest.builder().sort("DESC").build(),
            ListTaskDefinitionsRequest.builder().familyPrefix("web").build(),
            ListTaskDefinitionFamiliesRequest.builder().status("ACTIVE").build(),
            ListTaskDefinitionsRequest.builder().status("INACTIVE").maxResults(1).build(),
            DescribeTaskDefinitionRequest.builder().taskDefinition("zz").build(),
            DescribeTaskDefinitionRequest.builder().taskDefinition("web:77").build());
    long start = System.nanoTime();
    for (int round = 0; round < 200; round++) {
      requests.forEach(rig::done);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < MILLIS_MAX, millis + " ms for 200 rounds");
    assertEquals(
        List.of(ApiRig.ARN + "task-definition/zz:1"),
        rig.reply(ListTaskDefinitionsResponse.class, requests.getFirst()).taskDefinitionArns());
  }

  private static void fill(ApiRig rig) {
    List<Change> changes = new ArrayList<>();
    for (int revision = 1; revision <= MANY; revision++) {
      var spec = TaskDefinition.builder().family("web").revision(revision).status("INACTIVE");
      changes.add(
          new Change.Put(
              new Definition(
                  new TaskDefinitionArn(ApiRig.CELL, "web", revision), spec.build(), List.of())));
    }
    rig.cell().ask((_, _, _) -> new Outcome.Accepted<>(changes, List.of(), true));
  }
}
