package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.agent.Payloads;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.acs.RoleCredentials;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whose address it is that somebody asks from.
class NeighboursTest {
  private static final RoleCredentials TASK = credentials("task");
  private static final RoleCredentials EXECUTION = credentials("execution");

  private final FakeRuntime runtime = new FakeRuntime(() -> Instant.EPOCH);
  private final Neighbours neighbours = new HostNeighbours(runtime);
  private TaskView task = OneTask.of(TASK, new String[0]).task();

  private static RoleCredentials credentials(String id) {
    return new RoleCredentials(id, "arn", "key", "secret", "token", "");
  }

  /// Two containers of the task, and one of another.
  @BeforeEach
  void containers() throws Exception {
    runtime.addImage("web:1");
    List<ContainerView> two = OneTask.of(TASK, made("a"), made("b")).task().containers();
    String other = made("c");
    assertEquals(
        "172.17.0.4", runtime.describe(other).orElseThrow().findValue("IPAddress").asString());
    Instant none = null;
    task =
        new TaskView(
            Payloads.task("t1", Payloads.container("web")).with(TASK, EXECUTION),
            "blue",
            "RUNNING",
            "RUNNING",
            none,
            none,
            none,
            two);
  }

  private String made(String name) throws Exception {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("Image", "web:1");
    body.putObject("Labels").put(Runtime.HOST_LABEL, "h1");
    String id = runtime.create(name, body);
    runtime.start(id);
    return id;
  }

  @Test
  void theContainersOfATaskAskForIt() throws Exception {
    assertEquals(false, isOther("172.17.0.2"));
    assertEquals(false, isOther("172.17.0.3"), "all of them");
    assertEquals(true, isOther("172.17.0.4"), "another task's");
    assertEquals(true, isOther("192.0.2.7"), "another machine's");
  }

  @Test
  void everythingOnTheMachineMayAsk() throws Exception {
    assertEquals(false, isOther("127.0.0.1"));
    assertEquals(false, isOther("::1"));
  }

  @Test
  void anEngineThatIsAwayKeepsNobodyFromWhatIsTheirs() throws Exception {
    runtime.away(true);
    assertEquals(false, isOther("172.17.0.2"));
  }

  @Test
  void theExecutionRoleIsForTheMachineOnly() throws Exception {
    assertEquals(true, mayHave(TASK, "172.17.0.2"));
    assertEquals(false, mayHave(TASK, "172.17.0.4"));
    assertEquals(true, mayHave(TASK, "127.0.0.1"), "in network mode host");
    assertEquals(false, mayHave(EXECUTION, "172.17.0.2"));
    assertEquals(true, mayHave(EXECUTION, "127.0.0.1"));
  }

  private boolean mayHave(RoleCredentials role, String from) throws Exception {
    return neighbours.mayHave(role.credentialsId(), task, InetAddress.getByName(from));
  }

  private boolean isOther(String from) throws Exception {
    return neighbours.isOther(InetAddress.getByName(from), task);
  }
}
