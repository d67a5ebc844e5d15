package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Ranges of ports of a bridge, whose ports of the host the agent chooses.
final class PortRangesTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private final AgentRig rig = new AgentRig();

  private static PayloadTask ranged(String id) {
    ObjectNode task = JSON.valueToTree(task(id, container("web")));
    ((ObjectNode) task.at("/containers/0"))
        .set(
            "portMappings",
            JSON.readTree(
                """
                [{"containerPortRange": "8000-8002", "protocol": "tcp"},
                 {"containerPort": 80, "hostPort": 8080, "protocol": "tcp"}]
                """));
    return JSON.treeToValue(task, PayloadTask.class);
  }

  private List<String> ranges(int report) {
    return rig.plane.reports.get(report).containers().getFirst().networkBindings().stream()
        .filter(binding -> binding.hostPortRange() != null)
        .map(binding -> binding.containerPortRange() + " is " + binding.hostPortRange())
        .toList();
  }

  @Test
  void aRangeIsToldAsOneAndASinglePortBesideIt() {
    rig.start().place(ranged("t1"));
    assertEquals(List.of("8000-8002 is 32768-32770"), ranges(0));
    List<NetworkBinding> all =
        rig.plane.reports.getFirst().containers().getFirst().networkBindings();
    assertEquals(2, all.size());
    assertEquals(8080, all.getLast().hostPort());
    String bound =
        rig.runtime
            .body(rig.container("web").id())
            .at("/HostConfig/PortBindings/8001~1tcp")
            .toString();
    assertEquals("[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"32769\"}]", bound);
  }

  @Test
  void whoFindsItsRangeTakenGetsAnother() {
    ObjectNode other = JSON.valueToTree(ranged("t2"));
    ((ObjectNode) other.at("/containers/0/portMappings/1")).put("hostPort", 8081);
    rig.start().place(ranged("t1"), JSON.treeToValue(other, PayloadTask.class));
    rig.loop.pass(Duration.ofSeconds(10));
    assertEquals(List.of("web", "web"), rig.running());
    assertEquals(List.of("8000-8002 is 32768-32770"), ranges(0));
    assertEquals(List.of("8000-8002 is 32771-32773"), ranges(1));
    assertEquals(2, rig.runtime.containers().size(), "the first attempt is removed");
    String id = rig.plane.reports.get(1).containers().getFirst().runtimeId();
    assertEquals(1, rig.runtime.containers().stream().filter(c -> c.id().equals(id)).count());
    rig.runtime.exit(id, 3);
    rig.loop.settle();
    assertEquals("STOPPED", rig.plane.statuses().getLast());
  }

  @Test
  void itDoesNotTryForEver() {
    rig.runtime.failStarts(
        "web:1", new EngineFault(Kind.REFUSED, "Bind for :1 failed: port is already allocated"));
    rig.start().place(ranged("t1"));
    rig.loop.pass(Duration.ofMinutes(1));
    String reason = rig.plane.reports.getLast().containers().getFirst().reason();
    assertTrue(
        reason.startsWith("CannotStartContainerError: its ranges of ports were taken 5 times: "),
        reason);
  }

  @Test
  void anAnswerThatGetsLostLosesNoContainer() {
    rig.start();
    rig.runtime.loseAnswers(true);
    rig.place(ranged("t1"));
    rig.runtime.loseAnswers(false);
    rig.loop.pass(Duration.ofMinutes(1));
    List<Container> all = rig.runtime.containers();
    assertEquals(List.of(Phase.RUNNING), all.stream().map(Container::phase).toList());
    assertEquals(
        all.getFirst().id(), rig.plane.reports.getLast().containers().getFirst().runtimeId());
  }
}
