package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.PauseImage;
import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What containers of a task share is held by a container of the agent's own.
final class NamespacesTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PAUSE = "~internal~ecs~pause~namespace";
  private final AgentRig rig = new AgentRig();

  private static PayloadTask sharing(String id) {
    ObjectNode task = JSON.valueToTree(task(id, container("web"), container("db", false)));
    task.put("pidMode", "task").put("ipcMode", "task");
    return JSON.treeToValue(task, PayloadTask.class);
  }

  private JsonNode host(String name) {
    return rig.runtime.body(rig.container(name).id()).path("HostConfig");
  }

  private String lastReason() {
    return rig.plane.reports.getLast().reason();
  }

  @Test
  void allJoinTheOneThatWasMadeAndStartedFirst() {
    rig.start().place(sharing("t1"));
    assertEquals(List.of(PAUSE, "web", "db"), rig.running());
    String holder = "container:" + rig.container(PAUSE).name();
    for (String name : List.of("web", "db")) {
      assertEquals(holder, host(name).path("PidMode").asString());
      assertEquals(holder, host(name).path("IpcMode").asString());
    }
    assertEquals("shareable", host(PAUSE).path("IpcMode").asString());
    assertEquals("none", host(PAUSE).path("NetworkMode").asString());
    assertTrue(host(PAUSE).path("PidMode").isMissingNode());
    assertEquals(0, rig.runtime.pulls(PauseImage.NAME), "made here, never pulled");
  }

  @Test
  void oneModeAloneIsSharedAlone() {
    ObjectNode task = JSON.valueToTree(sharing("t1"));
    task.put("ipcMode", "none");
    rig.start().place(JSON.treeToValue(task, PayloadTask.class));
    assertEquals("none", host("web").path("IpcMode").asString());
    assertTrue(host("web").path("PidMode").asString().startsWith("container:"));
  }

  @Test
  void nobodyIsToldOfIt() {
    PayloadTask task = sharing("t1");
    rig.start().place(task);
    rig.place(stopped(task));
    Set<String> told =
        rig.plane.reports.stream()
            .flatMap(report -> report.containers().stream())
            .map(ContainerStateChange::containerName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("web", "db"), told);
    assertEquals("STOPPED", rig.plane.statuses().getLast());
    assertEquals("", rig.plane.reports.getLast().reason());
    var views = rig.agent.views();
    rig.loop.settle();
    assertEquals(2, views.join().getFirst().containers().size());
    var status = rig.agent.status();
    rig.loop.settle();
    assertEquals(2, status.join().tasks().getFirst().containers().size());
  }

  @Test
  void itStopsLastAndIsRemovedWithTheTask() {
    PayloadTask task = sharing("t1");
    rig.start().place(task);
    rig.runtime.away(true);
    rig.place(stopped(task));
    assertEquals(List.of(PAUSE, "web", "db"), rig.running());
    rig.runtime.away(false);
    rig.loop.pass(Duration.ofMinutes(1));
    assertEquals(List.of(), rig.running());
    var last = rig.container(PAUSE).finishedAt();
    assertFalse(last == null || last.isBefore(rig.container("web").finishedAt()));
    rig.loop.pass(Duration.ofHours(4));
    assertEquals(List.of(), rig.runtime.containers());
  }

  @Test
  void theNextAgentTakesItUp() {
    rig.start().place(sharing("t1"));
    rig.restart();
    assertEquals(3, rig.runtime.containers().size());
    assertEquals(List.of("RUNNING", "RUNNING"), rig.plane.statuses());
    rig.runtime.exit(rig.container("web").id(), 0);
    rig.loop.settle();
    assertEquals(Phase.STOPPED, rig.container(PAUSE).phase());
  }

  @Test
  void theNextAgentGoesOnWhereOnlyItWasThere() {
    rig.runtime.failCreates("web:1", new EngineFault(Kind.UNREACHABLE, "away"));
    rig.start().place(sharing("t1"));
    assertTrue(rig.running().contains(PAUSE), rig.running()::toString);
    rig.runtime.heal();
    rig.restart();
    rig.loop.pass(Duration.ofMinutes(1));
    assertTrue(rig.running().containsAll(List.of(PAUSE, "web", "db")), rig.running()::toString);
  }

  @Test
  void withoutItTheTaskEndsAndTheReasonNamesIt() {
    rig.start().place(sharing("t1"));
    rig.runtime.kill(rig.container(PAUSE).id());
    rig.runtime.kill(rig.container("web").id());
    rig.loop.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), rig.running());
    assertEquals("STOPPED", rig.plane.statuses().getLast());
    assertTrue(
        lastReason().startsWith("ResourceInitializationError: the container "), lastReason());
    assertTrue(lastReason().contains(rig.container(PAUSE).name()), lastReason());
    assertTrue(
        lastReason().endsWith("was ended by someone else, with exit code 137"), lastReason());
  }

  @Test
  void ifItCannotBeMadeTheReasonSaysWhy() {
    rig.runtime.failPulls(PauseImage.NAME, new EngineFault(Kind.REFUSED, "no space left"));
    rig.start().place(sharing("t1"));
    rig.loop.pass(Duration.ofSeconds(10));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertTrue(
        lastReason().endsWith("the agent's own image argosy/pause:1 can't be made: no space left"),
        lastReason());
  }

  @Test
  void theSharedMemoryIsAsLargeAsTheLargestAsksFor() {
    ObjectNode task = JSON.valueToTree(sharing("t1"));
    ((ObjectNode) task.at("/containers/1/dockerConfig")).put("hostConfig", "{\"ShmSize\": 4096}");
    rig.start().place(JSON.treeToValue(task, PayloadTask.class));
    assertEquals(4096, host(PAUSE).path("ShmSize").asLong());
  }
}
