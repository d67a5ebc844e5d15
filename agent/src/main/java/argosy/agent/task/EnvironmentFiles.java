package argosy.agent.task;

import argosy.agent.Folders;
import argosy.agent.ResourceFault;
import argosy.wire.acs.PayloadTask.Container;
import argosy.wire.acs.PayloadTask.EnvironmentFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The variables that a container has from files. What the definition says itself wins over them,
/// and the first file over the next.
final class EnvironmentFiles {
  private EnvironmentFiles() {}

  /// Reads the files and puts their variables into the body of a container's creation.
  ///
  /// @param said the names of the variables that no file can change
  static void add(ObjectNode body, Container spec, Set<String> said, Folders folders)
      throws ResourceFault {
    if (spec.environmentFiles().isEmpty()) {
      return;
    }
    Map<String, String> all = new TreeMap<>();
    body.path("Env").forEach(pair -> put(all, pair.asString()));
    Map<String, String> read = new TreeMap<>();
    for (EnvironmentFile file : spec.environmentFiles()) {
      String text = new String(folders.object(file.value()), StandardCharsets.UTF_8);
      parse(text).forEach(read::putIfAbsent);
    }
    read.keySet().removeAll(said);
    all.putAll(read);
    ArrayNode environment = body.putArray("Env");
    all.forEach((name, value) -> environment.add(name + "=" + value));
  }

  /// As the genuine agent reads it: lines that begin with `#` and those without a name or a value
  /// say nothing, and everything behind the first `=` is the value, quotes and spaces included. Of
  /// a name that stands there twice the last counts.
  static Map<String, String> parse(String text) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : text.split("\\r?\\n", -1)) {
      boolean says = line.indexOf('=') < line.length() - 1;
      if (says && !line.startsWith("#")) {
        put(variables, line);
      }
    }
    return variables;
  }

  private static void put(Map<String, String> variables, String pair) {
    int at = pair.indexOf('=');
    if (at > 0) {
      variables.put(pair.substring(0, at), pair.substring(at + 1));
    }
  }
}
