package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TuneTest {
  private static final String OURS =
      "{\"runtimes\":{\"argosy\":{\"path\":\"/usr/local/libexec/argosy/runtime\"}}}";

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void anEngineWithoutConfigurationGetsOne() {
    assertEquals(json(OURS), json(Tune.changed("", false).orElseThrow()));
  }

  @Test
  void whatElseIsConfiguredStays() {
    String before = "{\"live-restore\":true,\"runtimes\":{\"nvidia\":{\"path\":\"n\"}}}";
    String after = Tune.changed(before, false).orElseThrow();
    assertEquals("n", json(after).at("/runtimes/nvidia/path").asString());
    assertTrue(json(after).path("live-restore").asBoolean());
    assertEquals(json(before), json(Tune.changed(after, true).orElseThrow()));
  }

  @Test
  void twiceIsOnce() {
    assertEquals(Optional.empty(), Tune.changed(OURS, false));
    assertEquals(Optional.empty(), Tune.changed("{}", true));
    assertEquals(json("{}"), json(Tune.changed(OURS, true).orElseThrow()));
  }

  @Test
  void aConfigurationThatIsNoneIsLeftAlone() {
    for (String broken : new String[] {"[]", "{\"a\":"}) {
      var complaint = assertThrows(Complaint.class, () -> Tune.changed(broken, false));
      assertTrue(complaint.toString().contains("daemon.json"), complaint.toString());
    }
  }
}
