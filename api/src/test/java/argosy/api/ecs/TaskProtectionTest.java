package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionResponse;

class TaskProtectionTest {
  private final ApiRig rig = new ApiRig().withCluster();

  @Test
  void onlyTasksOfServicesCanBeProtected() {
    rig.host("default");
    rig.define("web");
    String task = rig.run(RunTaskRequest.builder().taskDefinition("web")).getFirst().taskArn();
    List<Failure> failures =
        List.of(
            Failure.builder()
                .arn(task)
                .reason("TASK_NOT_VALID")
                .detail("Only tasks of a service can be protected.")
                .build(),
            Failure.builder().arn(ApiRig.ARN + "task/default/ghost").reason("MISSING").build());
    var update =
        UpdateTaskProtectionRequest.builder()
            .cluster("default")
            .tasks(task, "ghost")
            .protectionEnabled(true);
    assertEquals(
        failures, rig.reply(UpdateTaskProtectionResponse.class, update.build()).failures());
    var get = GetTaskProtectionRequest.builder().cluster("default");
    assertEquals(
        failures,
        rig.reply(GetTaskProtectionResponse.class, get.tasks(task, "ghost").build()).failures());
    assertEquals(
        ApiRig.invalid("expiresInMinutes must be between 1 and 2880, not 2881."),
        rig.refused(update.expiresInMinutes(2_881).build()));
    assertEquals(
        ApiRig.invalid("tasks has at most 10 entries, not 11."),
        rig.refused(update.expiresInMinutes(1).tasks(Collections.nCopies(11, task)).build()));
    assertEquals(
        ApiRig.invalid("cluster is required: the name or ARN of the tasks' cluster."),
        rig.refused(GetTaskProtectionRequest.builder().build()));
  }
}
