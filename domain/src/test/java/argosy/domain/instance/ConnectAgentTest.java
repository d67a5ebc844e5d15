package argosy.domain.instance;

import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

class ConnectAgentTest {
  private static final VersionInfo VERSIONS =
      VersionInfo.builder().agentVersion("1.105.1").dockerVersion("DockerVersion: 28").build();

  @Test
  void anOpenSocketConnectsAndSaysVersions() {
    Picture picture = picture(anInstance().id("i1").away().build());
    Instance connected = accepted(ConnectAgent.opened(picture, instance("i1"), VERSIONS)).reply();
    assertTrue(connected.agentConnected());
    assertEquals(VERSIONS, connected.versions());
    assertEquals(1, connected.version());
  }

  @Test
  void anInstanceThatIsUnknownOrInactiveIsRefused() {
    Picture picture = picture(anInstance().id("gone").status(InstanceStatus.INACTIVE).build());
    for (String id : List.of("gone", "unknown")) {
      assertEquals(
          "InvalidParameterException",
          refused(ConnectAgent.opened(picture, instance(id), VERSIONS)).code());
    }
  }

  @Test
  void aClosedSocketDisconnectsOnce() {
    Picture picture = picture(anInstance().id("i1").build());
    var closed = accepted(ConnectAgent.closed(picture, instance("i1")));
    assertTrue(closed.reply());
    Picture after = picture.apply(closed.changes());
    assertFalse(after.find(Instance.key(instance("i1"))).orElseThrow().agentConnected());
    assertEquals(List.of(), accepted(ConnectAgent.closed(after, instance("i1"))).changes());
    assertFalse(accepted(ConnectAgent.closed(after, instance("unknown"))).reply());
  }

  @Test
  void afterARestartNobodyIsConnected() {
    Picture picture =
        picture(
            anInstance().id("i1").build(),
            anInstance().id("i2").away().build(),
            anInstance().id("i3").build());
    var outcome = accepted(ConnectAgent.noneOpen(picture));
    assertEquals(2, outcome.reply());
    assertEquals(2, outcome.changes().size());
    assertTrue(
        picture.apply(outcome.changes()).all(Instance.KIND).stream()
            .noneMatch(Instance::agentConnected));
  }
}
