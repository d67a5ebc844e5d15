package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.agent.runtime.EngineFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class WrappedProgramsTest {

  @Test
  void programsOfTheEngineCanBeCalledAndShimsCannot() {
    WrappedPrograms found =
        WrappedPrograms.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"Runtimes": {
                      "argosy": {"path": "/usr/local/libexec/argosy/runtime"},
                      "io.containerd.runc.v2": {"path": "runc"},
                      "kata": {"path": "", "runtimeType": "io.containerd.kata.v2"},
                      "runc": {"path": "runc"},
                      "runsc": {"path": "/usr/bin/runsc", "runtimeArgs": ["--network=host"]}}}
                    """));
    assertEquals(
        Map.of("runc", List.of("runc"), "runsc", List.of("/usr/bin/runsc", "--network=host")),
        found.commands());
    assertEquals(List.of("runc", "runsc"), found.names());
  }

  @Test
  void theScriptHandsEveryWordOn() {
    assertEquals(
        "#!/bin/sh\nexec '/usr/bin/runsc' '--a=it'\\''s' \"$@\"\n",
        WrappedPrograms.script(List.of("/usr/bin/runsc", "--a=it's")));
  }

  @Test
  void aRuntimeThatIsGoneIsNamed() {
    var fault =
        assertThrows(EngineFault.class, () -> WrappedPrograms.NONE.give("5f".repeat(32), "runsc"));
    assertEquals(
        "the engine has no runtime runsc any more that argosy could call", fault.getMessage());
  }
}
