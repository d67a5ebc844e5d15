package argosy.store;

import static argosy.store.Everything.CELL;
import static argosy.store.Everything.NOON;

import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDefinition;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.daemon.DaemonRevision;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.DaemonDeploymentArn;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.service.Trial;
import argosy.domain.state.Entity;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DaemonContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.DaemonPropagateTags;
import software.amazon.awssdk.services.ecs.model.DaemonRollback;
import software.amazon.awssdk.services.ecs.model.DaemonStatus;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Tag;

/// One of each kind of entity that managed daemons have, with all its members.
final class EveryDaemon {
  private static final DaemonArn AGENT = new DaemonArn(CELL, "default", "agent");
  private static final TaskDefinitionArn ONE = new TaskDefinitionArn(CELL, "agent", 1, true);
  private static final List<Tag> TAGS = List.of(Tag.builder().key("team").value("ä").build());
  private static final DaemonDeploymentConfiguration HOW =
      DaemonDeploymentConfiguration.builder().drainPercent(25.0).bakeTimeInMinutes(5).build();

  private EveryDaemon() {}

  static List<Entity> all() {
    return List.of(daemon(), definition(), deployment(), revision());
  }

  private static Daemon daemon() {
    return new Daemon(
        AGENT,
        DaemonStatus.ACTIVE,
        List.of("group"),
        HOW,
        "r2",
        "r1",
        "d1",
        new Trial(1, 1, "task t1: Essential container in task exited", NOON, NOON.plusSeconds(9)),
        "default/daemon:agent 1",
        new Daemon.Admission(NOON, List.of(new InstanceArn(CELL, "default", "i1"))),
        TAGS,
        "token",
        NOON,
        NOON.plusSeconds(9),
        7);
  }

  private static DaemonDefinition definition() {
    return new DaemonDefinition(
        ONE,
        DaemonTaskDefinition.builder()
            .daemonTaskDefinitionArn(ONE.toString())
            .family("agent")
            .revision(1)
            .containerDefinitions(
                DaemonContainerDefinition.builder().name("agent").image("busybox").build())
            .status(DaemonTaskDefinitionStatus.ACTIVE)
            .registeredAt(NOON)
            .build(),
        TAGS);
  }

  private static DaemonDeployment deployment() {
    return new DaemonDeployment(
        new DaemonDeploymentArn(AGENT, "d1"),
        "r2",
        List.of("r1"),
        DaemonDeploymentStatus.ROLLBACK_SUCCESSFUL,
        "The circuit breaker has opened",
        HOW,
        3,
        3,
        DaemonRollback.builder().reason("broken").startedAt(NOON).build(),
        new DaemonDeployment.Times(NOON, NOON, NOON, NOON, NOON.plusSeconds(9)));
  }

  private static DaemonRevision revision() {
    var arn = new DaemonRevisionArn(AGENT, "r2");
    return new DaemonRevision(
        arn,
        ONE,
        software.amazon.awssdk.services.ecs.model.DaemonRevision.builder()
            .daemonRevisionArn(arn.toString())
            .daemonTaskDefinitionArn(ONE.toString())
            .createdAt(NOON)
            .propagateTags(DaemonPropagateTags.DAEMON)
            .enableECSManagedTags(true)
            .build());
  }
}
