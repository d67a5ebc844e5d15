package argosy.server.report;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.Instance;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.store.Store;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a server does at this moment, as JSON: `GET /_argosy/status`. docs/operating.md names the
/// members.
///
/// @param server what the server says of itself: address, version, folder
public record StatusReport(ObjectNode server, WatchedStore store, Cells cells) {

  /// A cell may have 10,000; a report is for looking at.
  static final int CLUSTERS_MAX = 1_000;

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
    to.put(
        "clusters",
        cell.picture().count(Cluster.KIND) - cell.picture().by(Cluster.DELETED, "", "").size());
    to.put("commits", store.commits(cell.id()).map(WatchedStore.Commits::count).orElse(0L));
    store
        .commits(cell.id())
        .ifPresent(commits -> {
          to.put("changes", commits.changes());
          to.put("lastCommitAt", commits.at().toString());
          to.put("lastCommitMicros", commits.took().toNanos() / 1_000);
        });
  }

  private long count(Predicate<Instance> which) {
    return cells.opened().stream()
        .flatMap(cell -> cell.picture().all(Instance.KIND).stream())
        .filter(Instance::belongs)
        .filter(which)
        .count();
  }

  /// Of each cell those first in which anything is, so that what is left out matters least.
  private void clusters(ArrayNode to) {
    for (Cell cell : cells.opened()) {
      Picture picture = cell.picture();
      Set<String> busy = new TreeSet<>();
      picture.all(Instance.KIND).stream()
          .filter(Instance::belongs)
          .forEach(instance -> busy.add(instance.arn().cluster()));
      Task.unstopped(picture).forEach(task -> busy.add(task.arn().cluster()));
      Stream<ClusterArn> idle =
          picture.all(Cluster.KIND).stream()
              .filter(cluster -> cluster.isActive() && !busy.contains(cluster.arn().name()))
              .map(Cluster::arn);
      Stream.concat(busy.stream().map(name -> new ClusterArn(cell.id(), name)), idle)
          .limit(CLUSTERS_MAX - to.size())
          .forEach(arn -> cluster(to.addObject(), picture, arn));
    }
  }

  private static void cluster(ObjectNode to, Picture picture, ClusterArn arn) {
    to.put("account", arn.cell().account());
    to.put("region", arn.cell().region());
    to.put("cluster", arn.name());
    to.put("active", Cluster.active(picture, arn).isPresent());
    to.put("instances", Instance.of(picture, arn).size());
    ObjectNode counts = to.putObject("tasks");
    TaskCounts.of(picture, arn).forEach((status, count) -> counts.put(status.name(), count));
  }
}
