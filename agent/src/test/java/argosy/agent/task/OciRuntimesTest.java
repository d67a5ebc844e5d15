package argosy.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.Payloads;
import argosy.agent.runtime.Runtime.Engine;
import argosy.wire.acs.PayloadTask;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class OciRuntimesTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private final PayloadTask ec2 = Payloads.wired("t", Payloads.container("web"));
  private final PayloadTask fargate =
      JSON.treeToValue(
          JSON.<ObjectNode>valueToTree(ec2).put("launchType", "FARGATE"), PayloadTask.class);

  private static OciRuntimes of(String wanted, List<String> programs, String... all) {
    return OciRuntimes.of(
        new Engine("28", "1.48", List.of(), List.of(), List.of(all), programs, true), wanted);
  }

  private static String chosen(OciRuntimes runtimes, PayloadTask task) {
    ObjectNode host = JSON.createObjectNode();
    runtimes.choose(host, task);
    return host.path("Runtime").asString("");
  }

  @Test
  void onlyTasksOfFargateAreRunByTheOther() {
    OciRuntimes runtimes = of("runsc", List.of("runc", "runsc"), "runc", "runsc", "argosy");
    assertEquals("runsc", chosen(runtimes, fargate));
    assertEquals("", chosen(runtimes, ec2));
    assertTrue(runtimes.joins(fargate) && runtimes.joins(ec2));
    assertEquals("", chosen(of("", List.of("runc"), "runc", "argosy"), fargate));
  }

  @Test
  void whatIsNoProgramCannotBeHandedOnTo() {
    OciRuntimes runtimes = of("kata", List.of("runc"), "runc", "kata", "argosy");
    assertEquals("kata", chosen(runtimes, fargate));
    assertFalse(runtimes.joins(fargate));
    assertTrue(runtimes.joins(ec2));
  }

  @Test
  void anEngineWithoutTheJoiningRuntimeJoinsNobody() {
    OciRuntimes runtimes = of("runsc", List.of("runc", "runsc"), "runc", "runsc");
    assertFalse(runtimes.joins(fargate) || runtimes.joins(ec2));
  }
}
