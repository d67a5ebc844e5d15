package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.AgentConfig.Fargate;
import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a host of Fargate says of itself, and by which runtime it runs its tasks.
final class FargateHostTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AgentRig rig = new AgentRig().with(new FakeNetwork());

  private static Fargate by(String runtime) {
    return new Fargate(runtime, OptionalInt.empty());
  }

  private Map<String, String> attributes() {
    return rig.plane.registrations.getFirst().attributes().stream()
        .filter(attribute -> attribute.name().startsWith("argosy."))
        .collect(Collectors.toMap(Attribute::name, Attribute::value));
  }

  private static PayloadTask wired(String launchType) {
    ObjectNode task = JSON.valueToTree(Payloads.wired("t", Payloads.container("web")));
    return JSON.treeToValue(task.put("launchType", launchType), PayloadTask.class);
  }

  private ObjectNode body(String launchType) {
    rig.start().place(wired(launchType));
    return rig.runtime.body(rig.container("web").id());
  }

  @Test
  void anOperatorSaysWhatTheyMayReserve() {
    rig.runtime.runtimes("runc", "runsc");
    rig.with(new Fargate("runsc", OptionalInt.of(500))).start();
    assertEquals("500", attributes().get("argosy.ephemeral-storage"));
    assertEquals("runsc", attributes().get("argosy.runtime"));
  }

  @Test
  void otherwiseNothingIsSaidOfTheDisk() {
    rig.with(Fargate.PLAIN).start();
    assertFalse(attributes().containsKey("argosy.ephemeral-storage"));
  }

  @Test
  void tasksOfFargateAreRunByTheRuntimeThatIsWanted() {
    rig.runtime.runtimes("runc", "runsc", "argosy");
    rig.with(by("runsc"));
    ObjectNode body = body("FARGATE");
    assertEquals("argosy", body.at("/HostConfig/Runtime").asString(), "which joins the network");
    assertEquals("runsc", body.at("/Labels/argosy.runtime").asString(), "and hands it on");
    assertEquals("host", body.at("/HostConfig/NetworkMode").asString());
  }

  @Test
  void otherTasksAreNot() {
    rig.runtime.runtimes("runc", "runsc", "argosy");
    rig.with(by("runsc"));
    ObjectNode body = body("EC2");
    assertEquals("argosy", body.at("/HostConfig/Runtime").asString());
    assertTrue(body.at("/Labels/argosy.runtime").isMissingNode());
  }

  /// Rather no tasks than tasks with less isolation.
  @Test
  void aHostWhoseEngineLacksTheRuntimeWaitsForIt() {
    rig.with(by("runsc")).start();
    assertEquals(List.of(), List.copyOf(rig.plane.registrations));
    rig.runtime.runtimes("runc", "runsc");
    rig.loop.pass(Duration.ofMinutes(1));
    assertEquals(1, rig.plane.registrations.size());
  }
}
