package argosy.e2e;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Docker's own command line, as the witness of what really runs.
final class Docker {
  private Docker() {}

  static Ran run(String... words) throws IOException, InterruptedException {
    return Engine.MACHINES.run(words);
  }

  /// Everything that Docker knows of a container.
  static JsonNode inspect(String id) throws IOException, InterruptedException {
    return Engine.MACHINES.inspect(List.of(id)).getFirst();
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

  /// A variable of a container's environment.
  static Optional<String> variable(String id, String name)
      throws IOException, InterruptedException {
    return inspect(id)
        .at("/Config/Env")
        .valueStream()
        .map(JsonNode::asString)
        .filter(text -> text.startsWith(name + "="))
        .map(text -> text.substring(name.length() + 1))
        .findFirst();
  }

  static String logs(String id) throws IOException, InterruptedException {
    Ran asked = run("logs", id).well();
    return asked.out() + asked.err();
  }

  /// The full ids of all containers with a label, running or not.
  static List<String> labelled(String label) throws IOException, InterruptedException {
    return Engine.MACHINES.labelled(label);
  }

  /// When each container was started, by its id; those that aren't running are left out.
  static Map<String, String> starts(List<String> ids) throws IOException, InterruptedException {
    return Engine.MACHINES.starts(ids);
  }

  static void remove(List<String> ids) throws IOException, InterruptedException {
    Engine.MACHINES.remove(ids);
  }
}
