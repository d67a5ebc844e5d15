package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.service.Revision;
import argosy.domain.task.ReportTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.RegisterDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.VersionConsistency;

class ImagesTest {
  private final WebRig rig = new WebRig(said -> said.desiredCount(1), anInstance().build());

  @Test
  void whatATagMeantToTheFirstTaskItMeansToAllOfItsDeployment() {
    rig.passes();
    assertEquals(Map.of(), revision().digests());
    runs("sha256:1");
    assertEquals(Map.of("web", "sha256:1"), revision().digests());
    assertEquals("busybox", revision().spec().containerImages().getFirst().image());

    rig.update(said -> said.desiredCount(2));
    rig.passes();
    assertEquals(Map.of("web", "sha256:1"), Images.digests(rig.picture(), starting()));
    runs("sha256:2");
    assertEquals(Map.of("web", "sha256:1"), revision().digests());
  }

  @Test
  void anotherDeploymentFindsOutAnew() {
    rig.passes();
    runs("sha256:1");
    rig.update(said -> said.forceNewDeployment(true));
    rig.passes();
    assertEquals(Map.of(), Images.digests(rig.picture(), starting()));
    runs("sha256:2");
    assertEquals(Map.of("web", "sha256:2"), revision().digests());
  }

  @Test
  void aContainerMayFollowItsTag() {
    var follows = container("web").versionConsistency(VersionConsistency.DISABLED).build();
    var request = web().containerDefinitions(follows).build();
    rig.decided(RegisterDefinition.decide(rig.picture(), CELL, request, USER, rig.now()));
    rig.update(said -> said.taskDefinition("web:3"));
    rig.passes();
    runs("sha256:1");
    assertEquals(Map.of(), revision().digests());
  }

  @Test
  void aTaskOfNoServiceTakesWhatItsTagMeansNow() {
    assertEquals(Map.of(), Images.digests(rig.picture(), aTask().build()));
  }

  private Revision revision() {
    var arn = rig.primary().revision(rig.service().arn());
    return rig.picture().find(Revision.key(arn)).orElseThrow();
  }

  private Task starting() {
    return rig.alive().stream()
        .filter(task -> task.last() != TaskStatus.RUNNING)
        .findFirst()
        .orElseThrow();
  }

  /// The task on its way runs, with an image of this digest.
  private void runs(String digest) {
    var container =
        ContainerStateChange.builder()
            .containerName("web")
            .status("RUNNING")
            .imageDigest(digest)
            .build();
    rig.decided(
        ReportTask.decide(
            rig.picture(),
            new TaskReport(starting().arn(), "RUNNING", null, List.of(container), null, null, null),
            rig.now()));
    rig.passes();
  }
}
