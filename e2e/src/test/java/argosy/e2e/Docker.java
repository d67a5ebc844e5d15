package argosy.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Docker's own command line, as the witness of what really runs.
final class Docker {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

  private Docker() {}

  static Ran run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    return Ran.of(ANSWER_MAX, Map.of(), command);
  }

  /// Everything that Docker knows of a container.
  static JsonNode inspect(String id) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(run("inspect", id).well().out()).get(0);
  }

  static boolean runs(String id) throws IOException, InterruptedException {
    Ran asked = run("inspect", "--format", "{{.State.Running}}", id);
    return asked.exitCode() == 0 && asked.out().strip().equals("true");
  }

  static boolean exists(String id) throws IOException, InterruptedException {
    return run("inspect", "--format", "{{.Id}}", id).exitCode() == 0;
  }

  /// What a command says inside a running container.
  static String inside(String id, String script) throws IOException, InterruptedException {
    return run("exec", id, "sh", "-c", script).well().out().strip();
  }

  static String logs(String id) throws IOException, InterruptedException {
    Ran asked = run("logs", id).well();
    return asked.out() + asked.err();
  }

  /// The full ids of all containers with a label, running or not.
  static List<String> labelled(String label) throws IOException, InterruptedException {
    return run("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label).well().lines();
  }

  /// When each container was started, by its id; those that aren't running are left out.
  static Map<String, String> starts(List<String> ids) throws IOException, InterruptedException {
    var starts = new TreeMap<String, String>();
    if (ids.isEmpty()) {
      return starts;
    }
    var words = new ArrayList<>(List.of("inspect"));
    words.addAll(ids);
    for (JsonNode one :
        JsonMapper.shared().readTree(run(words.toArray(String[]::new)).well().out())) {
      if (one.at("/State/Running").asBoolean()) {
        starts.put(one.path("Id").asString(), one.at("/State/StartedAt").asString());
      }
    }
    return starts;
  }

  static void remove(List<String> ids) throws IOException, InterruptedException {
    for (String id : ids) {
      run("rm", "--force", "--volumes", id);
    }
  }
}
