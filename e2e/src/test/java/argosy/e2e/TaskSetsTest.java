package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

/// A deployment tool from outside moves a service from one definition to another, step by step, as
/// it would on ECS.
@ExtendWith(SharedArgosy.class)
class TaskSetsTest {
  private static final String NAME = "by-tool";

  private final Clients aws;
  private final Services services;

  TaskSetsTest(Clients aws) {
    this.aws = aws;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @Test
  void aToolMovesAServiceFromOneDefinitionToAnother() throws Exception {
    aws.ecs()
        .createService(it ->
            it.serviceName(NAME)
                .desiredCount(2)
                .deploymentController(c -> c.type(DeploymentControllerType.EXTERNAL)));
    TaskSet blue = make("blue", 100);
    assertEquals("ACTIVE", blue.status());
    assertEquals(2, blue.computedDesiredCount());
    steady(blue);
    aws.ecs().updateServicePrimaryTaskSet(it -> it.service(NAME).primaryTaskSet(blue.taskSetArn()));
    Set<String> old = containers(blue);
    assertEquals(2, old.size());

    TaskSet green = make("green", 50);
    steady(green);
    assertEquals(1, containers(green).size());
    assertEquals(old, containers(blue));
    aws.ecs().updateTaskSet(it -> it.service(NAME).taskSet(green.id()).scale(percent(100)));
    steady(green);
    assertEquals(2, containers(green).size());

    aws.ecs()
        .updateServicePrimaryTaskSet(it -> it.service(NAME).primaryTaskSet(green.taskSetArn()));
    assertEquals(green.taskDefinition(), services.describe(NAME).taskDefinition());
    assertThrows(
        InvalidParameterException.class,
        () -> aws.ecs().deleteTaskSet(it -> it.service(NAME).taskSet(blue.id())));
    TaskSet going =
        aws.ecs().deleteTaskSet(it -> it.service(NAME).taskSet(blue.id()).force(true)).taskSet();
    assertEquals("DRAINING", going.status());
    services.await(NAME, "blue is gone", it -> it.taskSets().size() == 1);
    assertEquals("PRIMARY", services.describe(NAME).taskSets().getFirst().status());
    for (String container : old) {
      assertFalse(Docker.runs(container));
    }
    var missing = aws.ecs().describeTaskSets(it -> it.service(NAME).taskSets(blue.taskSetArn()));
    assertEquals("MISSING", missing.failures().getFirst().reason());
  }

  private TaskSet make(String externalId, double percent) {
    String definition = services.register(NAME, Services.stays());
    TaskSet made =
        aws.ecs()
            .createTaskSet(it ->
                it.service(NAME)
                    .taskDefinition(definition)
                    .externalId(externalId)
                    .tags(Tag.builder().key("by").value("tool").build())
                    .scale(percent(percent)))
            .taskSet();
    assertTrue(made.taskSetArn().endsWith("/" + NAME + "/" + made.id()), made::toString);
    return made;
  }

  private static Scale percent(double value) {
    return Scale.builder().value(value).unit(ScaleUnit.PERCENT).build();
  }

  private TaskSet describe(TaskSet set) {
    return aws.ecs()
        .describeTaskSets(
            it -> it.service(NAME).taskSets(set.taskSetArn()).include(TaskSetField.TAGS))
        .taskSets()
        .getFirst();
  }

  private void steady(TaskSet set) throws Exception {
    services.await(
        NAME,
        set.externalId() + " is steady",
        _ -> describe(set).stabilityStatus() == StabilityStatus.STEADY_STATE);
    TaskSet now = describe(set);
    assertEquals(now.computedDesiredCount(), now.runningCount());
    assertEquals(0, now.pendingCount());
    assertEquals("tool", now.tags().getFirst().value());
  }

  private Set<String> containers(TaskSet set) throws Exception {
    Set<String> ids = new TreeSet<>();
    List<String> arns = aws.ecs().listTasks(it -> it.startedBy(set.id())).taskArns();
    for (Task task : aws.describe(arns)) {
      String id = task.containers().getFirst().runtimeId();
      assertTrue(Docker.runs(id));
      ids.add(id);
    }
    return ids;
  }
}
