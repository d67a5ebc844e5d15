package argosy.domain.deployment;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.deployment.DaemonRig.LOGS;
import static argosy.domain.deployment.DaemonRig.least;
import static argosy.domain.deployment.DaemonRig.logs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.error.EcsError;
import argosy.domain.instance.Instance;
import argosy.domain.service.CreateService;
import argosy.domain.service.DeleteService;
import argosy.domain.service.Deployment;
import argosy.domain.service.ServiceStatus;
import argosy.domain.task.RunTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.Definition;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class DaemonServiceTest {
  private static final Definition WEB = definition(web());
  private static final Definition BIG =
      definition(
          RegisterTaskDefinitionRequest.builder()
              .family("big")
              .containerDefinitions(container("web").memory(8_000).build()));
  private static final Definition APP =
      definition(
          RegisterTaskDefinitionRequest.builder()
              .family("app")
              .containerDefinitions(container("app").cpu(2_048).memory(64).build()));

  private static Instance host(String id) {
    return anInstance().id(id).build();
  }

  private static DaemonRig steady() {
    var rig = new DaemonRig(WEB, BIG, APP, host("i1"), host("i2"), host("i3"));
    rig.create(logs());
    rig.settle();
    return rig;
  }

  @Test
  void eachInstanceHasOneAndNewOnesGetTheirs() {
    DaemonRig rig = steady();
    assertEquals(3, rig.service().desired());
    assertEquals(Deployment.State.COMPLETED, rig.service().primary().orElseThrow().state());
    assertTrue(rig.events().contains("(service logs) has reached a steady state."));
    rig.put(host("i4"));
    assertEquals(4, rig.service().desired());
    assertEquals(TaskStatus.PENDING, rig.only("i4").last());
  }

  @Test
  void onlyInstancesThatMeetItsConstraintsHaveOne() {
    var rig =
        new DaemonRig(WEB, host("i1"), anInstance().id("i2").attribute("disk", "ssd").build());
    rig.create(
        logs()
            .placementConstraints(
                PlacementConstraint.builder()
                    .type("memberOf")
                    .expression("attribute:disk == ssd")
                    .build()));
    rig.settle();
    assertEquals(1, rig.service().desired());
    rig.only("i2");
    rig.put(host("i2"));
    Task astray = rig.only("i2");
    assertEquals(
        "Task no longer meets the placement constraints of the service",
        Objects.requireNonNull(astray.stop()).reason());
    rig.settle();
    assertEquals(List.of(), rig.tasks());
    assertEquals(0, rig.service().desired());
  }

  @Test
  void theOldTaskOfAnInstanceIsGoneBeforeTheNewOneComes() {
    DaemonRig rig = steady();
    rig.update(UpdateServiceRequest.builder().forceNewDeployment(true));
    assertEquals(3, rig.tasks().size());
    assertTrue(rig.tasks().stream().allMatch(task -> task.desired() == TaskStatus.STOPPED));
    rig.report(rig.only("i1"), "STOPPED");
    rig.reconcile();
    assertEquals(TaskStatus.RUNNING, rig.only("i1").desired());
    assertEquals(TaskStatus.STOPPED, rig.only("i2").desired());
    rig.settle();
    assertEquals(1, rig.service().deployments().size());
    assertEquals(Deployment.State.COMPLETED, rig.service().primary().orElseThrow().state());
  }

  @Test
  void asManyAsTheLeastWorkMeanwhile() {
    DaemonRig rig = steady();
    rig.update(
        UpdateServiceRequest.builder().forceNewDeployment(true).deploymentConfiguration(least(50)));
    List<Task> stopping =
        rig.tasks().stream().filter(task -> task.desired() == TaskStatus.STOPPED).toList();
    assertEquals(1, stopping.size());
    rig.report(stopping.getFirst(), "STOPPED");
    rig.reconcile();
    Task next = rig.only(stopping.getFirst().instance().id());
    assertEquals(0, rig.tasks().stream().filter(t -> t.desired() == TaskStatus.STOPPED).count());
    rig.report(next, "RUNNING");
    rig.reconcile();
    assertEquals(1, rig.tasks().stream().filter(t -> t.desired() == TaskStatus.STOPPED).count());
  }

  @Test
  void anInstanceWithoutRoomIsNamedOnceAndOldTasksStayThere() {
    DaemonRig rig = steady();
    rig.put(anInstance().id("i3").memory(16_000).build());
    rig.update(UpdateServiceRequest.builder().taskDefinition("big:1"));
    assertEquals(TaskStatus.RUNNING, rig.only("i1").desired());
    assertEquals(TaskStatus.STOPPED, rig.only("i3").desired());
    rig.settle();
    rig.settle();
    List<String> complaints =
        rig.events().stream().filter(event -> event.contains("unable to place")).toList();
    assertEquals(
        List.of(
            "(service logs) was unable to place a task on 2 of 3 container instances:"
                + " (container-instance i1) has insufficient memory available. The task needs 8000"
                + " MiB of memory, 4096 MiB are free. (container-instance i2) has insufficient"
                + " memory available. The task needs 8000 MiB of memory, 4096 MiB are free."),
        complaints);
    assertEquals(Deployment.State.IN_PROGRESS, rig.service().primary().orElseThrow().state());
  }

  @Test
  void itStaysToTheLastOnAnInstanceThatDrains() {
    DaemonRig rig = steady();
    var said = RunTaskRequest.builder().taskDefinition("web:1").build();
    var ran = accepted(RunTask.decide(rig.picture, CLUSTER, said, NOON, random()));
    rig.perform(ran);
    Task app = ran.reply().tasks().getFirst();
    String host = app.instance().id();
    rig.state(host, "DRAINING");
    assertEquals(TaskStatus.RUNNING, rig.only(host).desired());
    assertEquals(2, rig.service().desired());
    rig.report(app, "STOPPED");
    rig.reconcile();
    assertEquals(
        "Task is on an instance that is draining",
        Objects.requireNonNull(rig.only(host).stop()).reason());
    rig.settle();
    assertEquals(2, rig.tasks().size());
    rig.state(host, "ACTIVE");
    assertEquals(TaskStatus.RUNNING, rig.only(host).desired());
  }

  @Test
  void itsRoomIsKeptFreeUntilItComes() {
    var rig = new DaemonRig(WEB, APP);
    rig.create(logs());
    rig.picture =
        rig.picture.apply(new argosy.domain.state.Change.Put(host("i1"))); // before the next pass
    var said = RunTaskRequest.builder().taskDefinition("app:1").build();
    var ran = accepted(RunTask.decide(rig.picture, CLUSTER, said, NOON, random()));
    assertEquals("RESOURCE:CPU", ran.reply().failures().getFirst().reason());
    rig.reconcile();
    rig.only("i1");
  }

  @Test
  void whatEndsIsMadeUpForOnItsInstance() {
    DaemonRig rig = steady();
    Task ended = rig.only("i2");
    rig.report(ended, "STOPPED");
    rig.reconcile();
    assertEquals(instance("i2"), rig.only("i2").instance());
    assertTrue(!rig.only("i2").arn().equals(ended.arn()));
  }

  @Test
  void whatTheInstancesSayCantBeAskedFor() {
    var rig = new DaemonRig(WEB);
    assertEquals(
        "The daemon scheduling strategy does not support a desired count for services. Remove the"
            + " desired count value and try again",
        create(rig, logs().desiredCount(2)).message());
    assertEquals(
        "The daemon scheduling strategy does not support values above 100 for maximumPercent on a"
            + " deployment configuration. Change the maximumPercent value to 100, and try again",
        create(rig, logs().deploymentConfiguration(c -> c.maximumPercent(200))).message());
  }

  private static EcsError create(
      DaemonRig rig, software.amazon.awssdk.services.ecs.model.CreateServiceRequest.Builder said) {
    return refused(CreateService.decide(rig.picture, CLUSTER, said.build(), USER, NOON, random()));
  }

  @Test
  void itGoesWithoutForce() {
    DaemonRig rig = steady();
    rig.perform(accepted(DeleteService.decide(rig.picture, LOGS, false, rig.now, random())));
    rig.reconcile();
    rig.tasks().forEach(task -> rig.report(task, "STOPPED"));
    rig.perform(accepted(ReconcileService.decide(rig.picture, LOGS, rig.now, random())));
    assertEquals(ServiceStatus.INACTIVE, rig.service().status());
  }
}
