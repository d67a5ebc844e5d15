package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// What holds on a host, whoever died and came back: what the API says and what Docker shows agree
/// within ten seconds, nothing runs twice, and no container is left without its task.
record Unharmed(Clients aws, SeparateAgent agent) {
  static final Duration TRUE_MAX = Duration.ofSeconds(10);
  private static final Duration STARTED_MAX = Duration.ofMinutes(1);
  private static final String LABEL = "com.amazonaws.ecs.";

  /// When each running container was started, by its id.
  Map<String, String> starts() throws Exception {
    return agent.engine().starts(agent.containers());
  }

  /// Fails unless all these run still, started when they were.
  void runStill(Map<String, String> before) throws Exception {
    var now = starts();
    now.keySet().retainAll(before.keySet());
    assertEquals(before, now, "started before, and harmed");
  }

  /// Waits until so many containers run.
  void run(int count) throws Exception {
    await(STARTED_MAX, count + " run", () -> starts().size() == count);
  }

  /// Fails unless everything that is said is true soon.
  void becomesTrue() throws Exception {
    await(TRUE_MAX, "the API says what Docker shows", () -> complaints().isEmpty());
  }

  private void await(Duration atMost, String what, Callable<Boolean> isSo) throws Exception {
    try {
      Await.until(atMost, what, isSo);
    } catch (AssertionError e) {
      throw new AssertionError(String.join("\n", complaints()) + "\n" + agent.log(), e);
    }
  }

  /// Stops all tasks, and fails if anything runs on.
  void leavesNothing() throws Exception {
    aws.stopAll();
    assertEquals(Map.of(), starts());
    assertEquals(List.of(), complaints());
  }

  private List<String> complaints() throws Exception {
    var said = new ArrayList<String>();
    Map<String, Task> tasks = tasks();
    Map<String, Map<String, JsonNode>> shown = new HashMap<>();
    for (JsonNode container : agent.engine().inspect(agent.containers())) {
      String arn = container.at("/Config/Labels").path(LABEL + "task-arn").asString();
      String name = container.at("/Config/Labels").path(LABEL + "container-name").asString();
      if (!tasks.containsKey(arn)) {
        said.add(name + " belongs to no task: " + arn);
      } else if (shown.computeIfAbsent(arn, _ -> new HashMap<>()).put(name, container) != null) {
        said.add(name + " is there twice: " + arn);
      }
    }
    tasks.forEach((arn, task) -> said.addAll(complaints(task, shown.getOrDefault(arn, Map.of()))));
    return said;
  }

  /// @param shown the task's containers in Docker by name
  private static List<String> complaints(Task task, Map<String, JsonNode> shown) {
    var said = new ArrayList<String>();
    if (!task.lastStatus().equals(task.desiredStatus())) {
      said.add(task.taskArn() + " is " + task.lastStatus() + ", not " + task.desiredStatus());
    }
    for (Container container : task.containers()) {
      JsonNode found = shown.get(container.name());
      boolean runs = found != null && found.at("/State/Running").asBoolean();
      if (runs != container.lastStatus().equals("RUNNING")) {
        said.add(container.containerArn() + " is said to be " + container.lastStatus());
      }
      if (found != null && runs && !found.path("Id").asString().equals(container.runtimeId())) {
        said.add(container.containerArn() + " has another id: " + container.runtimeId());
      }
    }
    return said;
  }

  /// All that the API knows, running or not.
  private Map<String, Task> tasks() {
    var tasks = new TreeMap<String, Task>();
    for (DesiredStatus status : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
      List<String> arns =
          aws.ecs().listTasksPaginator(it -> it.desiredStatus(status)).taskArns().stream().toList();
      for (int from = 0; from < arns.size(); from += Clients.DESCRIBED_MAX) {
        int to = Math.min(from + Clients.DESCRIBED_MAX, arns.size());
        aws.describe(arns.subList(from, to)).forEach(task -> tasks.put(task.taskArn(), task));
      }
    }
    return tasks;
  }
}
