package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.placement.Reservation;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.DeregisterDefinition;
import argosy.domain.taskdef.Family;
import argosy.domain.taskdef.RegisterDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class RunTaskTest {
  private final Picture picture = picture(definition(web()), anInstance().id("i1").build());

  @Test
  void aTaskIsPlacedAndItsAgentTold() {
    var overrides =
        TaskOverride.builder()
            .containerOverrides(ContainerOverride.builder().name("web").command("ls").build())
            .build();
    var tag = Tag.builder().key("a").value("b").build();
    var outcome =
        accepted(
            decide(picture, web1().startedBy("me").group("batch").overrides(overrides).tags(tag)));
    Task task = outcome.reply().tasks().getFirst();
    assertEquals(List.of(), outcome.reply().failures());
    assertEquals(List.of(new Change.Put(task)), outcome.changes());
    assertEquals(List.of(new Effect.TellAgent(instance("i1"), task.arn())), outcome.effects());

    assertTrue(task.arn().id().matches("[0-9a-f]{32}"), task.arn().id());
    assertEquals(CLUSTER, task.arn().clusterArn());
    assertEquals(new TaskDefinitionArn(CELL, "web", 1), task.definition());
    assertEquals(instance("i1"), task.instance());
    assertEquals(TaskStatus.PENDING, task.last());
    assertEquals(TaskStatus.RUNNING, task.desired());
    assertEquals(Times.created(NOON), task.times());
    assertEquals(
        new Launch(
            "batch",
            "me",
            overrides,
            List.of(tag),
            new Reservation(256, 128, Set.of(), Set.of()),
            "us-east-1a",
            null,
            null,
            LaunchType.EC2,
            null,
            Map.of(),
            null,
            null),
        task.launch());
    ContainerState web = task.containers().getFirst();
    assertEquals(ContainerState.pending("web", web.id(), true), web);
    assertTrue(web.id().matches("[0-9a-f-]{36}"), web.id());
  }

  @Test
  void theGroupIsTheFamilyUnlessSaidOtherwise() {
    assertEquals("family:web", run(picture, web1()).tasks().getFirst().launch().group());
  }

  @Test
  void theNewestActiveRevisionRunsWhereNoneIsNamed() {
    Picture one = picture.apply(new Change.Put(new Family("web", 1)));
    Picture two = after(one, RegisterDefinition.decide(one, CELL, web().build(), "me", NOON));
    assertEquals(2, run(two, web1()).tasks().getFirst().definition().revision());
    Picture again = deregistered(two, 2);
    assertEquals(1, run(again, web1()).tasks().getFirst().definition().revision());
  }

  @Test
  void asManyTasksAsAreAskedForAreMade() {
    var outcome = accepted(decide(picture, web1().count(8)));
    assertEquals(8, outcome.reply().tasks().size());
    assertEquals(8, outcome.changes().size());
    assertEquals(8, outcome.effects().size());
    assertEquals(8, outcome.reply().tasks().stream().map(Task::arn).distinct().count());
  }

  @Test
  void whatFitsRunsAndTheRestFailsWithItsReason() {
    var started = run(picture, web1().count(10));
    assertEquals(8, started.tasks().size());
    assertEquals(
        List.of(failure("i1", "RESOURCE:CPU", "The task needs 256 CPU units, 0 are free.")),
        started.failures());
  }

  @Test
  void everyInstanceSaysWhyItRefuses() {
    Picture several =
        picture(
            definition(web()),
            anInstance().id("i1").cpu(100).build(),
            anInstance().id("i2").memory(100).build(),
            anInstance().id("i3").away().build(),
            anInstance().id("i4").status(InstanceStatus.DRAINING).build());
    var outcome = accepted(decide(several, web1()));
    assertEquals(List.of(), outcome.changes());
    assertEquals(List.of(), outcome.effects());
    assertEquals(
        List.of(
            failure("i1", "RESOURCE:CPU", "The task needs 256 CPU units, 100 are free."),
            failure("i2", "RESOURCE:MEMORY", "The task needs 128 MiB of memory, 100 MiB are free."),
            failure("i3", "AGENT", "The instance's agent is not connected.")),
        outcome.reply().failures());
  }

  @Test
  void aPortOfTheHostIsGivenOnce() {
    var port = PortMapping.builder().containerPort(80).hostPort(8_080).build();
    Picture ports =
        picture(
            definition(web().containerDefinitions(container("web").portMappings(port).build())),
            anInstance().id("i1").build(),
            anInstance().id("i2").build());
    var started = run(ports, web1().count(3));
    assertEquals(2, started.tasks().stream().map(Task::instance).distinct().count());
    String taken = "Taken on the host: [8080]. A hostPort of 0 lets the host choose a free one.";
    assertEquals(
        List.of(failure("i1", "RESOURCE:PORTS", taken), failure("i2", "RESOURCE:PORTS", taken)),
        started.failures());
  }

  @Test
  void aRepeatedTokenAnswersTheSameTasks() {
    var first = accepted(decide(picture, web1().clientToken("x").count(2)));
    Picture then = picture.apply(first.changes());
    var again = accepted(decide(then, web1().clientToken("x").count(2)));
    assertEquals(List.of(), again.changes());
    assertEquals(List.of(), again.effects());
    assertEquals(Set.copyOf(first.reply().tasks()), Set.copyOf(again.reply().tasks()));
    assertEquals(2, run(then, web1().clientToken("y").count(2)).tasks().size());
  }

  @Test
  void aTokenForSomethingElseIsAConflict() {
    Picture two = picture.apply(new Change.Put(definition(web().family("other"))));
    Picture then = after(two, decide(two, web1().clientToken("x")));
    var conflict =
        new EcsError.Conflict(
            "The provided clientToken is already in use with a different RunTask request.",
            then.all(Task.KIND).stream().map(task -> task.arn().toString()).toList());
    for (var other :
        List.of(
            RunTaskRequest.builder().taskDefinition("other"),
            web1().count(2),
            web1().startedBy("me"),
            web1().taskDefinition("web:1"))) {
      assertEquals(conflict, refused(decide(then, other.clientToken("x"))));
    }
  }

  @Test
  void aRepeatedTokenAnswersTheSameTaskWhateverBecameOfTheDefinition() {
    Picture one = picture.apply(new Change.Put(new Family("web", 1)));
    var first = accepted(decide(one, web1().clientToken("x")));
    Picture then = one.apply(first.changes());
    Picture newer = after(then, RegisterDefinition.decide(then, CELL, web().build(), "me", NOON));
    assertEquals(first.reply(), run(newer, web1().clientToken("x")));
    assertEquals(first.reply(), run(deregistered(then, 1), web1().clientToken("x")));
  }

  @Test
  void overridesAreWhatATaskReserves() {
    var override = ContainerOverride.builder().name("web").cpu(512).memory(300).build();
    var sized = TaskOverride.builder().containerOverrides(override).build();
    Task task = run(picture, web1().overrides(sized)).tasks().getFirst();
    assertEquals(new Reservation(512, 300, Set.of(), Set.of()), task.launch().reservation());
    Task whole =
        run(picture, web1().overrides(TaskOverride.builder().cpu("1 vCPU").memory("1 GB").build()))
            .tasks()
            .getFirst();
    assertEquals(new Reservation(1_024, 1_024, Set.of(), Set.of()), whole.launch().reservation());
    assertEquals(
        new EcsError.InvalidParameter(
            "ephemeralStorage is only supported for tasks on Fargate. Leave it out, or use network"
                + " mode awsvpc, a size of Fargate, and the launch type FARGATE."),
        refused(
            decide(
                picture,
                web1()
                    .overrides(
                        TaskOverride.builder().ephemeralStorage(e -> e.sizeInGiB(30)).build()))));
  }

  @Test
  void tagsComeFromTheRequestTheDefinitionAndTheCluster() {
    Picture tagged =
        picture(definition(web().tags(tag("team", "a"), tag("cost", "1"))), anInstance().build());
    assertEquals(List.of(), tags(tagged, web1()));
    assertEquals(
        List.of(tag("team", "b"), tag("cost", "1"), tag("aws:ecs:clusterName", "default")),
        tags(
            tagged,
            web1()
                .propagateTags("TASK_DEFINITION")
                .enableECSManagedTags(true)
                .tags(tag("team", "b"))));
    var many = IntStream.range(0, 49).mapToObj(n -> tag("k" + n, "v")).toList();
    assertEquals(
        new EcsError.InvalidParameter(
            "A task has at most 50 tags; with those of its definition it would have 51."),
        refused(decide(tagged, web1().propagateTags("TASK_DEFINITION").tags(many))));
  }

  private static List<Tag> tags(Picture picture, RunTaskRequest.Builder request) {
    return run(picture, request).tasks().getFirst().launch().tags();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void marksOutOfTheirLimitsAreRefused() {
    for (var wrong :
        List.of(
            web1().startedBy("it's me"),
            web1().startedBy("x".repeat(129)),
            web1().clientToken(""),
            web1().clientToken("x".repeat(65)),
            web1().clientToken("a b"),
            web1().referenceId("x".repeat(1_025)),
            web1().group("service:web"),
            web1().propagateTags("SERVICE"))) {
      assertEquals("InvalidParameterException", refused(decide(picture, wrong)).code());
    }
    assertEquals(
        1, run(picture, web1().startedBy("events-rule/x_1").referenceId("r")).tasks().size());
  }

  @Test
  void aClusterThatIsNotThereRunsNothing() {
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(
            RunTask.decide(
                picture, new ClusterArn(CELL, "nowhere"), web1().build(), NOON, random())));
  }

  @Test
  void aClusterWithoutInstancesRunsNothing() {
    var none = new EcsError.InvalidParameter("No Container Instances were found in your cluster.");
    assertEquals(none, refused(decide(picture(definition(web())), web1())));
    Picture draining =
        picture(definition(web()), anInstance().status(InstanceStatus.DRAINING).build());
    assertEquals(none, refused(decide(draining, web1())));
  }

  @Test
  void aCountOutOfRangeIsRefused() {
    for (int count : new int[] {-1, 0, 11}) {
      assertEquals(
          new EcsError.InvalidParameter("count must be between 1 and 10, not " + count + "."),
          refused(decide(picture, web1().count(count))));
    }
  }

  @Test
  void aDefinitionThatIsNotThereIsRefused() {
    for (String odd : List.of("nothing", "web:2", "web:x", CLUSTER.toString())) {
      assertEquals(
          new EcsError.Client("TaskDefinition not found."),
          refused(decide(picture, RunTaskRequest.builder().taskDefinition(odd))),
          odd);
    }
    Picture none = deregistered(picture, 1);
    assertEquals(new EcsError.Client("TaskDefinition not found."), refused(decide(none, web1())));
    assertEquals(
        new EcsError.Client("TaskDefinition is inactive"),
        refused(decide(none, RunTaskRequest.builder().taskDefinition("web:1"))));
  }

  @Test
  void anotherLaunchTypeIsRefused() {
    assertEquals(
        new EcsError.InvalidParameter(
            "Argosy does not run launch type MANAGED_INSTANCES yet; use EC2 or FARGATE."),
        refused(decide(picture, web1().launchType("MANAGED_INSTANCES"))));
    assertEquals(
        new EcsError.InvalidParameter("Task definition does not support launch_type FARGATE."),
        refused(decide(picture, web1().launchType("FARGATE"))));
    assertEquals(1, run(picture, web1().launchType("EC2")).tasks().size());
  }

  @Test
  void whatCannotRunYetIsRefusedByName() {
    Picture secret =
        picture(
            definition(
                web()
                    .containerDefinitions(
                        container("web")
                            .repositoryCredentials(c -> c.credentialsParameter("registry"))
                            .build())),
            anInstance().build());
    assertEquals(
        new EcsError.InvalidParameter(
            "The task definition web:1 asks for what Argosy does not run yet:"
                + " repositoryCredentials of container web."),
        refused(decide(secret, web1())));
  }

  @Test
  void anOverrideOfAContainerThatIsNotThereIsRefused() {
    var overrides =
        TaskOverride.builder()
            .containerOverrides(ContainerOverride.builder().name("ghost").command("ls").build())
            .build();
    assertEquals(
        new EcsError.InvalidParameter(
            "Override for container named ghost is not a container in the TaskDefinition."),
        refused(decide(picture, web1().overrides(overrides))));
  }

  private static Picture deregistered(Picture picture, int revision) {
    return after(
        picture,
        DeregisterDefinition.decide(
            picture, CELL, new TaskDefinitionArn.Reference("web", revision), NOON));
  }

  private static RunTaskRequest.Builder web1() {
    return RunTaskRequest.builder().taskDefinition("web");
  }

  private static RunTask.Started run(Picture picture, RunTaskRequest.Builder request) {
    return accepted(decide(picture, request)).reply();
  }

  private static Outcome<RunTask.Started> decide(Picture picture, RunTaskRequest.Builder request) {
    return RunTask.decide(picture, CLUSTER, request.build(), NOON, random());
  }

  private static Failure failure(String id, String reason, String detail) {
    return Failure.builder().arn(instance(id).toString()).reason(reason).detail(detail).build();
  }
}
