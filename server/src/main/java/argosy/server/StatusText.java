package argosy.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// A server's status as people read it: one screen, in columns.
final class StatusText {

  /// So many rows of a table fit on a screen beside the others.
  private static final int ROWS_MAX = 15;

  private static final double MIB = 1 << 20;

  private StatusText() {}

  /// The server, its store, its cells and clusters.
  static List<String> server(JsonNode status, Instant now) {
    JsonNode server = status.path("server");
    JsonNode memory = status.path("memory");
    JsonNode agents = status.path("agents");
    var lines = new ArrayList<String>();
    lines.add(
        "server   %s  process %d  version %s  up %s"
            .formatted(
                server.path("address").asString(),
                server.path("pid").asLong(),
                server.path("version").asString(),
                span(Duration.ofSeconds(server.path("uptimeSeconds").asLong()))));
    lines.add("data     " + server.path("data").asString());
    lines.add("store    " + store(status.path("store"), now));
    lines.add(
        "memory   heap %s of %s  resident %s"
            .formatted(
                mib(memory.path("heapUsedBytes")),
                mib(memory.path("heapMaxBytes")),
                memory.has("residentBytes") ? mib(memory.path("residentBytes")) : "unknown"));
    lines.add(
        "agents   %d of %d connected"
            .formatted(agents.path("connected").asLong(), agents.path("known").asLong()));
    var cells =
        new Columns("cell", "held", "waiting", "entities", "clusters", "commits", "last commit");
    status.path("cells").forEach(cell -> cells.add(cell(cell, now)));
    lines.addAll(cells.lines(ROWS_MAX));
    var clusters = new Columns("cluster", "cell", "instances", "tasks");
    status.path("clusters").forEach(cluster -> clusters.add(cluster(cluster)));
    lines.addAll(clusters.lines(ROWS_MAX));
    return lines;
  }

  private static String store(JsonNode store, Instant now) {
    String text =
        store.path("healthy").asBoolean()
            ? store.path("kind").asString() + "  " + mib(store.path("bytes")) + "  healthy"
            : "does not answer";
    JsonNode fault = store.path("lastFault");
    return fault.isMissingNode()
        ? text
        : "%s  last fault %s ago: %s"
            .formatted(text, since(fault.path("at"), now), plain(fault.path("message").asString()));
  }

  private static String[] cell(JsonNode cell, Instant now) {
    boolean here = cell.has("entities");
    String last =
        cell.has("lastCommitAt")
            ? "%s ago, took %.1f ms"
                .formatted(
                    since(cell.path("lastCommitAt"), now),
                    cell.path("lastCommitMicros").asLong() / 1_000.0)
            : "";
    return new String[] {
      of(cell),
      cell.path("held").asString(),
      here ? cell.path("waiting").asString() : "",
      here ? cell.path("entities").asString() : "",
      here ? cell.path("clusters").asString() : "",
      here ? cell.path("commits").asString() : "",
      last
    };
  }

  private static String[] cluster(JsonNode cluster) {
    var tasks = new StringJoiner(", ");
    for (Map.Entry<String, JsonNode> count : cluster.path("tasks").properties()) {
      tasks.add(count.getValue().asInt() + " " + count.getKey());
    }
    return new String[] {
      cluster.path("cluster").asString(),
      of(cluster),
      cluster.path("instances").asString(),
      tasks.toString()
    };
  }

  private static String of(JsonNode cell) {
    return cell.path("account").asString() + "/" + cell.path("region").asString();
  }

  /// The tasks of the first account that haven't stopped, asked for as any client does.
  static List<String> tasks(JsonNode status, Place place) throws Exception {
    JsonNode here = status.path("server").path("region");
    String account = Client.key(place, java.util.Optional.empty()).id();
    Client client = Client.of(place, here.asString());
    var tasks = new Columns("task", "cluster", "status", "definition", "address");
    var addresses = new Addresses(client);
    for (JsonNode cluster : status.path("clusters")) {
      String name = cluster.path("cluster").asString();
      if (cluster.path("region").equals(here)
          && cluster.path("account").asString().equals(account)
          && cluster.path("active").asBoolean()
          && !cluster.path("tasks").isEmpty()) {
        for (Task task : Tasks.describe(client, name, Tasks.unstopped(client, name))) {
          tasks.add(task(task, name, String.join(" ", addresses.of(task))));
        }
      }
    }
    return tasks.lines(ROWS_MAX);
  }

  private static String[] task(Task task, String cluster, String addresses) {
    return new String[] {
      last(task.taskArn()), cluster, task.lastStatus(), last(task.taskDefinitionArn()), addresses
    };
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String since(JsonNode at, Instant now) {
    return span(Duration.between(Instant.parse(at.asString()), now));
  }

  /// In its two largest units.
  static String span(Duration span) {
    Duration whole = span.isNegative() ? Duration.ZERO : span;
    if (whole.toDays() > 0) {
      return whole.toDays() + "d " + whole.toHoursPart() + "h";
    }
    if (whole.toHours() > 0) {
      return whole.toHours() + "h " + whole.toMinutesPart() + "m";
    }
    return whole.toMinutes() > 0
        ? whole.toMinutes() + "m " + whole.toSecondsPart() + "s"
        : whole.toSeconds() + "s";
  }

  private static String mib(JsonNode bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes.asLong() / MIB);
  }

  /// Messages of databases have lines.
  private static String plain(String message) {
    return message.replaceAll("\\p{Cntrl}+", " ");
  }
}
