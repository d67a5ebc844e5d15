package argosy.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Docker Engine, asked by Docker's own command line.
///
/// @param environment says which
record Engine(Map<String, String> environment) {
  /// The one of this machine.
  static final Engine MACHINES = new Engine(Map.of());

  private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

  Ran run(String... words) throws IOException, InterruptedException {
    return run(List.of(words));
  }

  private Ran run(List<String> words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(words);
    return Ran.of(ANSWER_MAX, environment, command);
  }

  /// The full ids of all containers with a label, running or not.
  List<String> labelled(String label) throws IOException, InterruptedException {
    return run("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label).well().lines();
  }

  /// Everything that it knows of some containers; one that was removed meanwhile is left out.
  List<JsonNode> inspect(List<String> ids) throws IOException, InterruptedException {
    if (ids.isEmpty()) {
      return List.of();
    }
    var words = new ArrayList<>(List.of("inspect"));
    words.addAll(ids);
    Ran asked = run(words);
    String found = asked.err().contains("No such object") ? asked.out() : asked.well().out();
    return JsonMapper.shared().readTree(found).valueStream().toList();
  }

  /// When each container was started, by its id; those that aren't running are left out.
  Map<String, String> starts(List<String> ids) throws IOException, InterruptedException {
    var starts = new TreeMap<String, String>();
    for (JsonNode one : inspect(ids)) {
      if (one.at("/State/Running").asBoolean()) {
        starts.put(one.path("Id").asString(), one.at("/State/StartedAt").asString());
      }
    }
    return starts;
  }

  void remove(List<String> ids) throws IOException, InterruptedException {
    for (String id : ids) {
      run("rm", "--force", "--volumes", id);
    }
  }
}
