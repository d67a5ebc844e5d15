package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.task.FargateRig.host;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.error.EcsError;
import argosy.domain.instance.Instance;
import argosy.domain.state.Outcome;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.domain.taskdef.Storage;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// The ephemeral storage of tasks of Fargate.
class StorageTest {
  private final FargateRig rig = new FargateRig();

  StorageTest() {
    rig.put(host("i1").attribute(Instance.STORAGE, "60").build());
    rig.register(big("big", 30));
  }

  private static RegisterTaskDefinitionRequest.Builder big(String family, int gib) {
    return RegisterTaskDefinitionRequest.builder()
        .family(family)
        .networkMode("awsvpc")
        .cpu("256")
        .memory("512")
        .ephemeralStorage(it -> it.sizeInGiB(gib))
        .containerDefinitions(container("web").cpu(0).memory(null).build());
  }

  @Test
  void aTaskReservesWhatItsDefinitionSaysOr20() {
    assertEquals(20, storage(rig.fargate("small", 1).tasks().getFirst()));
    assertEquals(30, storage(rig.fargate("big", 1).tasks().getFirst()));
  }

  private static int storage(Task task) {
    return task.launch().reservation().storageGib();
  }

  @Test
  void aHostIsNotOverbooked() {
    RunTask.Started started = rig.fargate("small", 4);
    assertEquals(3, started.tasks().size());
    String detail = started.failures().getFirst().detail();
    assertEquals("The task needs 20 GiB of ephemeral storage, 0 GiB are free.", detail);
  }

  @Test
  void whoDoesNotSayWhatItHasIsNotAsked() {
    var silent = new FargateRig("i1");
    assertEquals(8, silent.fargate("small", 8).tasks().size());
  }

  /// The disk of a host that comes back may have filled up meanwhile.
  @Test
  void aHostWithLessThanBeforeTakesNoMoreOfFargate() {
    rig.fargate("small", 2);
    rig.put(host("i1").attribute(Instance.STORAGE, "10").build());
    assertEquals(List.of(), rig.fargate("small", 1).tasks());
    rig.register(
        web().family("plain").containerDefinitions(container("web").cpu(10).memory(10).build()));
    var plain = RunTaskRequest.builder().taskDefinition("plain").launchType("EC2").build();
    assertEquals(
        1,
        rig.decided(RunTask.decide(rig.picture(), CLUSTER, plain, NOON, random()))
            .reply()
            .tasks()
            .size());
  }

  @Test
  void spotTasksGiveWayForItToo() {
    rig.spot("small", 3);
    rig.fargate("big", 1);
    assertEquals(2, rig.interrupted().size());
  }

  @Test
  void overridesChangeIt() {
    var small = rig.decide("small", 1, FargateRig.item("FARGATE", 0, 1));
    assertEquals(1, rig.decided(small).reply().tasks().size());
    assertEquals(
        new EcsError.InvalidParameter(
            "The size of ephemeralStorage must be between 21 and 200 GiB."),
        refused(overridden(20)));
    assertEquals(40, storage(rig.decided(overridden(40)).reply().tasks().getFirst()));
  }

  private Outcome<RunTask.Started> overridden(int gib) {
    RunTaskRequest request =
        RunTaskRequest.builder()
            .taskDefinition("small")
            .launchType("FARGATE")
            .networkConfiguration(rig.network())
            .overrides(TaskOverride.builder().ephemeralStorage(e -> e.sizeInGiB(gib)).build())
            .build();
    return RunTask.decide(rig.picture(), CLUSTER, request, NOON, random());
  }

  @Test
  void elsewhereItIsRefused() {
    var onInstances =
        RunTaskRequest.builder()
            .taskDefinition("big")
            .launchType("EC2")
            .networkConfiguration(rig.network())
            .build();
    assertEquals(
        new EcsError.InvalidParameter(Storage.FARGATE_ONLY),
        refused(RunTask.decide(rig.picture(), CLUSTER, onInstances, NOON, random())));
    for (var odd :
        List.of(
            big("odd", 30).requiresCompatibilities(Compatibility.EC2),
            web().family("odd").ephemeralStorage(it -> it.sizeInGiB(30)))) {
      assertEquals(
          new EcsError.Client(Storage.FARGATE_ONLY),
          refused(RegisterDefinition.decide(rig.picture(), CELL, odd.build(), USER, NOON)));
    }
    var outside =
        refused(
            RegisterDefinition.decide(rig.picture(), CELL, big("odd", 201).build(), USER, NOON));
    assertTrue(outside.message().contains("between 21 and 200 GiB"), outside::message);
  }
}
