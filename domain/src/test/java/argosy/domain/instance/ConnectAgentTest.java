package argosy.domain.instance;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

class ConnectAgentTest {
  private static final Instant LATER = NOON.plusSeconds(60);

  private static final VersionInfo VERSIONS =
      VersionInfo.builder().agentVersion("1.105.1").dockerVersion("DockerVersion: 28").build();

  @Test
  void anOpenSocketConnectsAndSaysVersions() {
    Picture picture = picture(anInstance().id("i1").away().build());
    Instance connected =
        accepted(ConnectAgent.opened(picture, instance("i1"), VERSIONS, NOON)).reply();
    assertTrue(connected.agentConnected());
    assertNull(connected.awaySince());
    assertEquals(VERSIONS, connected.versions());
    assertEquals(1, connected.version());
  }

  @Test
  void anInstanceThatIsUnknownOrInactiveIsRefused() {
    Picture picture = picture(anInstance().id("gone").status(InstanceStatus.INACTIVE).build());
    for (String id : List.of("gone", "unknown")) {
      assertEquals(
          "InvalidParameterException",
          refused(ConnectAgent.opened(picture, instance(id), VERSIONS, NOON)).code());
    }
  }

  @Test
  void aClosedSocketDisconnectsOnce() {
    Picture picture = picture(anInstance().id("i1").build());
    var closed = accepted(ConnectAgent.closed(picture, instance("i1"), LATER));
    assertTrue(closed.reply());
    Picture after = picture.apply(closed.changes());
    Instance left = after.find(Instance.key(instance("i1"))).orElseThrow();
    assertFalse(left.agentConnected());
    assertEquals(LATER, left.awaySince());
    assertEquals(List.of(), accepted(ConnectAgent.closed(after, instance("i1"), LATER)).changes());
    assertFalse(accepted(ConnectAgent.closed(after, instance("unknown"), LATER)).reply());
  }

  @Test
  void afterARestartNobodyIsConnected() {
    Picture picture =
        picture(
            anInstance().id("i1").build(),
            anInstance().id("i2").away().build(),
            anInstance().id("i3").build(),
            anInstance().id("i4").status(InstanceStatus.INACTIVE).build());
    var outcome = accepted(ConnectAgent.noneOpen(picture, LATER));
    assertEquals(3, outcome.reply());
    assertEquals(3, outcome.changes().size());
    assertEquals(
        Map.of("i1", LATER, "i2", LATER, "i3", LATER),
        Away.all(picture.apply(outcome.changes())),
        "nobody knows since when");
  }

  @Test
  void theFirstThatComesBackGivesTheOthersTheirTimeAnew() {
    Picture picture =
        picture(
            anInstance().id("i1").away().build(),
            anInstance().id("i2").away().build(),
            anInstance().id("i3").in("elsewhere").away().build());
    Picture first = after(picture, ConnectAgent.opened(picture, instance("i1"), VERSIONS, LATER));
    assertEquals(Map.of("i2", LATER, "i3", NOON), Away.all(first));
    Instant last = LATER.plusSeconds(1);
    assertEquals(
        Map.of("i3", NOON),
        Away.all(after(first, ConnectAgent.opened(first, instance("i2"), VERSIONS, last))));
  }

  @Test
  void whoIsAwayIsKnownAfterEachChangeAsAtOnce() {
    Picture picture = picture(anInstance().id("i1").build(), anInstance().id("i2").build());
    assertEquals(Map.of(), Away.all(picture));
    Picture left = after(picture, ConnectAgent.closed(picture, instance("i1"), LATER));
    assertEquals(Map.of("i1", LATER), Away.all(left));
    Instance gone = left.find(Instance.key(instance("i1"))).orElseThrow().deregistered(LATER);
    assertEquals(Map.of(), Away.all(left.apply(new Change.Put(gone))));
    assertEquals(Map.of(), Away.all(left.apply(new Change.Delete(gone.key()))));
  }
}
