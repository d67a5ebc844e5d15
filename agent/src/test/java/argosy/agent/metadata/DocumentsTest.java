package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argosy.agent.Payloads;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.acs.PayloadTask;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a task with an IPv6 address reads of it.
class DocumentsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void itsAddressAndSubnetAreTold(int version) throws Exception {
    ObjectNode payload = JSON.valueToTree(Payloads.wired("t1", Payloads.container("web")));
    payload
        .withArray("elasticNetworkInterfaces")
        .get(0)
        .asObject()
        .putArray("ipv6Addresses")
        .addObject()
        .put("address", "fd61:7267:1:2ff::a00:5");
    JsonNode network = network(JSON.treeToValue(payload, PayloadTask.class), version);
    assertEquals("[\"fd61:7267:1:2ff::a00:5\"]", network.path("IPv6Addresses").toString());
    assertEquals("fd61:7267:1:2ff::/64", network.path("IPv6SubnetCIDRBlock").asString());
    assertEquals("[\"10.0.0.5\"]", network.path("IPv4Addresses").toString());
  }

  @Test
  void whoHasNoneReadsNone() throws Exception {
    JsonNode network = network(Payloads.wired("t1", Payloads.container("web")), 4);
    assertFalse(network.has("IPv6Addresses"));
    assertFalse(network.has("IPv6SubnetCIDRBlock"));
  }

  private static JsonNode network(PayloadTask payload, int version) throws Exception {
    var runtime = new FakeRuntime(() -> Instant.EPOCH);
    runtime.addImage("i");
    String id = runtime.create("ecs-1d", JSON.createObjectNode().put("Image", "i"));
    var container =
        new ContainerView(
            payload.containers().getFirst(), "1d", "ecs-1d", id, "RUNNING", null, 0, null, null);
    @Nullable Instant never = null;
    var task =
        new TaskView(
            payload, "blue", "RUNNING", "RUNNING", never, never, never, List.of(container));
    return new Documents(runtime)
        .container(task, container, version)
        .orElseThrow()
        .path("Networks")
        .path(0);
  }
}
