package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// A privileged container may do what no other may.
class PrivilegedTest {
  /// Asks for one right less than the engine does, which machines that are guests themselves may
  /// lack: without it there as many rights as on others are left that only a privileged container
  /// has.
  private static final String RUNTIME =
      """
      #!/bin/sh
      for word; do
        [ "$before" != --bundle ] || sed -i 's/"CAP_SYS_RESOURCE",//g' "$word/config.json"
        before=$word
      done
      exec runc "$@"
      """;

  @RegisterExtension static final HostApart HOST = HostApart.onItsOwnEngine(RUNTIME);

  /// All on one stream, so that it is done when the log says so.
  private static final String MOUNT =
      "exec 2>&1; mkdir /mine; mount -t tmpfs mine /mine && grep ' /mine ' /proc/mounts;"
          + " echo done; ";

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Clients aws = HOST.aws();

  @Test
  void onlyAPrivilegedOneMounts() throws Exception {
    String privileged = said(true);
    assertTrue(privileged.startsWith("mine /mine tmpfs rw"), privileged);
    String usual = said(false);
    assertTrue(usual.contains("permission denied"), usual);
  }

  /// What a container says after it tried to mount something.
  private String said(boolean privileged) throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "rights",
                    Definitions.shell("mounter", MOUNT + Definitions.STAY)
                        .privileged(privileged))));
    String id = task.containers().getFirst().runtimeId();
    Engine engine = HOST.engine().engine();
    JsonNode shown = engine.inspect(List.of(id)).getFirst();
    assertEquals(privileged, shown.at("/HostConfig/Privileged").asBoolean());
    Await.until(SOON, "it has tried", () -> logs(engine, id).contains("done"));
    return logs(engine, id);
  }

  private static String logs(Engine engine, String id) throws Exception {
    Ran asked = engine.run("logs", id).well();
    return asked.out() + asked.err();
  }
}
