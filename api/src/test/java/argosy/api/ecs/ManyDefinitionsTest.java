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

  /// A scan takes hundreds of times as long; the trees are a little deeper.
  private static final int RATIO_MAX = 20;

  @Test
  void whatIsReadIsWhatIsAnswered() {
    var rig = new ApiRig();
    rig.define("zz");
    fill(rig, MANY);
    List<SdkPojo> requests =
        List.of(
            ListTaskDefinitionsRequest.builder().build(),
            ListTaskDefinitionsRequest.builder().sort("DESC").build(),
            ListTaskDefinitionsRequest.builder().familyPrefix("web").build(),
            ListTaskDefinitionFamiliesRequest.builder().status("ACTIVE").build(),
            ListTaskDefinitionsRequest.builder().status("INACTIVE").maxResults(1).build(),
            DescribeTaskDefinitionRequest.builder().taskDefinition("zz").build(),
            DescribeTaskDefinitionRequest.builder().taskDefinition("web:77").build());
    long many = fastest(rig, requests);
    long few = fastest(few(), requests);
    assertTrue(many < few * RATIO_MAX, many + " ns among many, " + few + " ns among few");
    assertEquals(
        List.of(ApiRig.ARN + "task-definition/zz:1"),
        rig.reply(ListTaskDefinitionsResponse.class, requests.getFirst()).taskDefinitionArns());
  }

  private static ApiRig few() {
    var rig = new ApiRig();
    rig.define("zz");
    fill(rig, 100);
    return rig;
  }

  /// Of several batches the fastest one is not disturbed by what else the machine does.
  private static long fastest(ApiRig rig, List<SdkPojo> requests) {
    long best = Long.MAX_VALUE;
    for (int batch = 0; batch < 20; batch++) {
      long start = System.nanoTime();
      for (int round = 0; round < 10; round++) {
        requests.forEach(rig::done);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private static void fill(ApiRig rig, int count) {
    List<Change> changes = new ArrayList<>();
    for (int revision = 1; revision <= count; revision++) {
      var spec = TaskDefinition.builder().family("web").revision(revision).status("INACTIVE");
      changes.add(
          new Change.Put(
              new Definition(
                  new TaskDefinitionArn(ApiRig.CELL, "web", revision), spec.build(), List.of())));
    }
    rig.cell().ask((_, _, _) -> new Outcome.Accepted<>(changes, List.of(), true));
  }
}
