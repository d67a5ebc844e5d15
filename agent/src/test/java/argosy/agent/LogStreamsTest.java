package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A container that logs to CloudWatch Logs doesn't run without a word if it can't.
class LogStreamsTest {
  private final AgentRig rig = new AgentRig((_, _, _) -> true).start();

  private static PayloadTask task(String group, String more) {
    String log =
        """
        {"LogConfig": {"Type": "awslogs", "Config": {"awslogs-group": "%s",
          "awslogs-stream": "a/b/c"%s}}}
        """
            .formatted(group, more);
    JsonMapper json = JsonMapper.shared();
    ObjectNode task = json.valueToTree(Payloads.task("t1", Payloads.container("web")));
    ((ObjectNode) task.at("/containers/0")).putObject("dockerConfig").put("hostConfig", log);
    return json.treeToValue(task, PayloadTask.class)
        .with(null, new RoleCredentials("id-1", "role", "key", "secret", "token", "end"));
  }

  @Test
  void itsStreamIsMadeFirst() {
    rig.place(task("there", ""));
    assertEquals(List.of("a/b/c"), rig.plane.streams);
    assertEquals(List.of("web"), rig.running());
  }

  @Test
  void aGroupThatIsNotThereEndsTheTask() {
    rig.place(task("elsewhere", ""));
    assertEquals(List.of(), rig.running());
    String reason = rig.plane.reports.getLast().containers().getFirst().reason();
    assertTrue(reason.startsWith("ResourceInitializationError: failed to validate"), reason);
    assertTrue(reason.contains("group elsewhere of us-east-1"), reason);
    assertTrue(reason.contains("awslogs-create-group"), reason);
  }

  @Test
  void aServiceThatIsAwayHoldsNothingUp() {
    rig.plane.logsAway = true;
    rig.place(task("elsewhere", ""));
    assertEquals(List.of("web"), rig.running());
  }

  @Test
  void whatTheEngineIsToMakeIsLeftToIt() {
    rig.place(task("elsewhere", ", \"awslogs-create-group\": \"true\""));
    assertEquals(List.of(), rig.plane.streams);
    assertEquals(List.of("web"), rig.running());
  }
}
