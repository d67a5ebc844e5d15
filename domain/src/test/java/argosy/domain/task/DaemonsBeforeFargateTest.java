package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.task.FargateRig.host;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.deployment.ReconcileService;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.Instance;
import argosy.domain.service.CreateService;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// On hosts in both pools a daemon's room is there for its task, whoever else comes.
class DaemonsBeforeFargateTest {
  private static final ServiceArn AGENT = new ServiceArn(CELL, CLUSTER.name(), "agent");
  private final FargateRig rig = new FargateRig("i1");

  /// A daemon whose task takes half of a host.
  DaemonsBeforeFargateTest() {
    rig.register(
        web().family("agent").containerDefinitions(container("a").cpu(1_024).memory(64).build()));
    var request =
        CreateServiceRequest.builder()
            .serviceName("agent")
            .taskDefinition("agent")
            .schedulingStrategy(SchedulingStrategy.DAEMON)
            .build();
    rig.decided(CreateService.decide(rig.picture(), CLUSTER, request, USER, NOON, random()));
  }

  @Test
  void whatItStillNeedsIsNotThereForFargate() {
    assertEquals(1, rig.fargate("large", 2).tasks().size());
    rig.decided(ReconcileService.decide(rig.picture(), AGENT, NOON, random()));
    assertEquals(
        1,
        rig.tasks().stream().filter(task -> task.launch().group().equals("service:agent")).count());
  }

  @Test
  void norForSpot() {
    rig.spot("small", 8);
    assertEquals(4, rig.tasks().size());
  }

  @Test
  void noSpotTaskGivesWayForRoomThatIsADaemons() {
    rig.spot("small", 4);
    rig.register("huge", "2048", "4096");
    rig.fargate("huge", 1);
    assertEquals(0, rig.interrupted().size(), "it would not help");
  }

  @Test
  void aHostOfFargateAloneHasNoDaemons() {
    var alone = new FargateRig();
    alone.put(host("i2").build());
    assertEquals(2, alone.fargate("large", 2).tasks().size());
    rig.put(anotherHost());
    assertEquals(3, rig.fargate("large", 4).tasks().size());
  }

  private static Instance anotherHost() {
    return anInstance()
        .id("i2")
        .attribute(Instance.POOL, "fargate")
        .attribute("ecs.capability.task-eni", "")
        .attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18", "")
        .build();
  }
}
