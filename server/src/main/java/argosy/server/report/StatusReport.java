package argosy.server.report;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.CellId;
import argosy.domain.instance.Instance;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.store.Store;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a server does at this moment, as JSON: `GET /_argosy/status`. docs/operating.md names the
/// members.
///
/// @param server what the server says of itself: address, version, folder
public record StatusReport(ObjectNode server, WatchedStore store, Cells cells) {

  /// @throws RuntimeException never for a store that fails: that is part of the report
  public String json(Instant now) {
    ObjectNode report = JsonMapper.shared().createObjectNode();
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    server.put("startedAt", started.toString());
    server.put("uptimeSeconds", now.getEpochSecond() - started.getEpochSecond());
    report.set("server", server);
    Map<CellId, URI> served = store(report.putObject("store"));
    cells(report.putArray("cells"), served);
    ObjectNode agents = report.putObject("agents");
    agents.put("connected", count(Instance::agentConnected));
    agents.put("known", count(_ -> true));
    clusters(report.putArray("clusters"));
    Memory.put(report.putObject("memory"));
    return report.toString();
  }

  private Map<CellId, URI> store(ObjectNode to) {
    Map<CellId, URI> served = Map.of();
    try {
      Store.Survey survey = store.survey();
      served = survey.served();
      to.put("kind", survey.kind());
      to.put("bytes", survey.bytes());
      to.put("healthy", true);
    } catch (Store.StoreFault e) {
      to.put("healthy", false);
    }
    store
        .fault()
        .ifPresent(fault -> {
          ObjectNode last = to.putObject("lastFault");
          last.put("at", fault.at().toString());
          last.put("message", fault.message());
        });
    return served;
  }

  private void cells(ArrayNode to, Map<CellId, URI> served) {
    Map<String, CellId> all = new TreeMap<>();
    served.keySet().forEach(id -> all.put(id.toString(), id));
    Map<CellId, Cell> here =
        cells.opened().stream()
            .filter(cell -> store.holds(cell.id()))
            .collect(Collectors.toMap(Cell::id, Function.identity()));
    here.keySet().forEach(id -> all.put(id.toString(), id));
    for (CellId id : all.values()) {
      ObjectNode cell = to.addObject();
      cell.put("account", id.account());
      cell.put("region", id.region());
      Cell open = here.get(id);
      cell.put("held", open != null ? "here" : String.valueOf(served.get(id)));
      if (open != null) {
        open(cell, open);
      }
    }
  }

  private void open(ObjectNode to, Cell cell) {
    to.put("waiting", cell.waiting());
    to.put("entities", cell.picture().size());
    to.put("clusters", cell.picture().all(Cluster.KIND).stream().filter(Cluster::isActive).count());
    to.put("commits", store.commits(cell.id()).map(WatchedStore.Commits::count).orElse(0L));
    store
        .commits(cell.id())
        .ifPresent(commits -> {
          to.put("changes", commits.changes());
          to.put("lastCommitAt", commits.at().toString());
          to.put("lastCommitMicros", commits.took().toNanos() / 1_000);
        });
  }

  private long count(java.util.function.Predicate<Instance> which) {
    return cells.opened().stream()
        .flatMap(cell -> cell.picture().all(Instance.KIND).stream())
        .filter(which)
        .count();
  }

  /// Those in which anything is: there may be thousands without.
  private void clusters(ArrayNode to) {
    for (Cell cell : cells.opened()) {
      Picture picture = cell.picture();
      for (Cluster cluster : picture.all(Cluster.KIND)) {
        Collection<Instance> instances = Instance.of(picture, cluster.arn());
        Map<TaskStatus, Integer> tasks = TaskCounts.of(Task.of(picture, cluster.arn()));
        if (!instances.isEmpty() || !tasks.isEmpty()) {
          ObjectNode one = to.addObject();
          one.put("account", cell.id().account());
          one.put("region", cell.id().region());
          one.put("cluster", cluster.arn().name());
          one.put("status", cluster.status());
          one.put("instances", instances.size());
          ObjectNode counts = one.putObject("tasks");
          tasks.forEach((status, count) -> counts.put(status.name(), count));
        }
      }
    }
  }
}
