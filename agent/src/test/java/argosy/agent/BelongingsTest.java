package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Runtime.Group;
import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is made for a task beside its containers, and goes with it or stays.
final class BelongingsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private final AgentRig rig = new AgentRig();

  /// A task of two containers with a volume of each scope, and limits.
  private static PayloadTask demanding() {
    ObjectNode task = JSON.valueToTree(task("t1", container("web"), container("db")));
    task.put("cpu", 0.5).put("memory", 64);
    task.set(
        "volumes",
        JSON.readTree(
            """
            [{"name": "own", "type": "docker", "dockerVolumeConfiguration":
               {"scope": "task", "driverOpts": {"type": "tmpfs"}}},
             {"name": "ours", "type": "docker", "dockerVolumeConfiguration":
               {"scope": "shared", "autoprovision": true, "labels": {"team": "a"}}}]
            """));
    ObjectNode web = (ObjectNode) task.at("/containers/0");
    web.set(
        "mountPoints",
        JSON.readTree(
            """
            [{"sourceVolume": "own", "containerPath": "/own", "readOnly": false},
             {"sourceVolume": "ours", "containerPath": "/ours", "readOnly": false}]
            """));
    ObjectNode db = (ObjectNode) task.at("/containers/1");
    db.set("volumesFrom", JSON.readTree("[{\"sourceContainer\": \"web\", \"readOnly\": true}]"));
    return JSON.treeToValue(task, PayloadTask.class);
  }

  private static String at(@Nullable ObjectNode body, String path) {
    return body == null ? "no such volume" : body.at(path).asString();
  }

  private ObjectNode host(String name) {
    return (ObjectNode) rig.runtime.body(rig.container(name).id()).path("HostConfig");
  }

  @Test
  void volumesAreMadeBeforeAndRemovedOrKeptAfterwards() {
    PayloadTask task = demanding();
    rig.start().place(task);
    Map<String, ObjectNode> volumes = rig.runtime.volumes();
    assertEquals(2, volumes.size());
    assertEquals("a", at(volumes.get("ours"), "/Labels/team"));
    String own =
        volumes.keySet().stream().filter(n -> n.startsWith("ecs-")).findFirst().orElseThrow();
    assertEquals("tmpfs", at(volumes.get(own), "/DriverOpts/type"));
    assertEquals("[\"" + own + ":/own\",\"ours:/ours\"]", host("web").path("Binds").toString());
    assertEquals(
        "[\"" + rig.container("web").name() + ":ro\"]", host("db").path("VolumesFrom").toString());
    rig.place(stopped(task));
    rig.loop.pass(Duration.ofHours(4));
    assertEquals(Set.of("ours"), rig.runtime.volumes().keySet());
  }

  @Test
  void theLimitsOfATaskAreAGroupsUntilItIsCleanedUp() {
    PayloadTask task = demanding();
    rig.start().place(task, task("t2", container("free")));
    assertEquals(Map.of("t1", new Group("t1", 0.5, 64)), rig.runtime.groups());
    for (String name : new String[] {"web", "db"}) {
      assertEquals("/ecs/t1", host(name).path("CgroupParent").asString());
    }
    assertTrue(host("free").path("CgroupParent").isMissingNode());
    rig.place(stopped(task));
    rig.loop.pass(Duration.ofHours(4));
    assertEquals(Map.of(), rig.runtime.groups());
  }
}
