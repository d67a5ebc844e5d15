package argosy.server.report;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.cell.Watch;
import argosy.control.fleet.AcsTraffic;
import argosy.domain.id.CellId;
import argosy.domain.instance.Instance;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.wire.http.Answered;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// What Prometheus reads of a server. Labels are names of our own: services, actions, error codes,
/// cells, statuses; never what a client made up. docs/operating.md lists all of it.
public final class Metrics implements Watch, Consumer<Answered> {

  /// The format that [#text] is in.
  public static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /// From a call that reads memory to one that waits for another server.
  private static final double[] CALL_SECONDS = {
    .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10
  };

  /// From one fast disk's sync to a database that is about to be given up.
  private static final double[] COMMIT_SECONDS = {
    .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 3
  };

  private static final double[] CHANGES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 1024};
  private static final double NANOS_A_SECOND = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private boolean jvm;

  private final Counter requests =
      counter("argosy_api_requests", "Requests answered.", "service", "action", "code");
  private final Histogram requestSeconds =
      histogram(
          "argosy_api_request_duration_seconds",
          "From the whole request to the whole response.",
          CALL_SECONDS,
          "service",
          "action");
  private final Counter decisions =
      counter(
          "argosy_decisions", "Decisions of cells: accepted, refused, failed.", "cell", "outcome");
  private final Histogram commitSeconds =
      histogram(
          "argosy_commit_duration_seconds", "Commits that were kept.", COMMIT_SECONDS, "cell");
  private final Histogram commitChanges =
      histogram("argosy_commit_changes", "Changes in a commit that was kept.", CHANGES, "cell");
  private final Counter faults = counter("argosy_store_faults", "Calls that the store failed.");
  private final Counter renewals = counter("argosy_lease_renewals", "Leases of cells renewed.");
  private final Counter lost = counter("argosy_leases_lost", "Cells that another server took.");

  /// @param version of this program
  public Metrics(String version) {
    Gauge.builder()
        .name("argosy_build_info")
        .help("The version that runs; always 1.")
        .labelNames("version")
        .register(registry)
        .labelValues(version)
        .set(1);
    faults.initLabelValues();
    renewals.initLabelValues();
    lost.initLabelValues();
  }

  /// Adds what is looked up when it is read.
  public void read(Cells cells, AcsTraffic traffic) {
    gauge(
        cells,
        "argosy_cell_waiting",
        "Requests and reports that wait for the cell.",
        Cell::waiting);
    gauge(cells, "argosy_cell_entities", "What the cell knows.", cell -> cell.picture().size());
    gauge(
        cells,
        "argosy_agents_known",
        "Container instances.",
        cell -> cell.picture().all(Instance.KIND).stream().filter(Instance::belongs).count());
    gauge(
        cells,
        "argosy_agents_connected",
        "Container instances whose agent is connected.",
        cell ->
            cell.picture().all(Instance.KIND).stream().filter(Instance::agentConnected).count());
    GaugeWithCallback.builder()
        .name("argosy_tasks")
        .help("Tasks by their last status; stopped ones as long as they are visible.")
        .labelNames("cell", "status")
        .callback(told ->
            cells
                .opened()
                .forEach(cell ->
                    TaskCounts.of(cell.picture())
                        .forEach((status, count) ->
                            told.call(count, cell.id().toString(), status.name()))))
        .register(registry);
    CounterWithCallback.builder()
        .name("argosy_acs_messages_sent")
        .help("Messages to agents.")
        .callback(told -> told.call((double) traffic.sentTotal()))
        .register(registry);
    CounterWithCallback.builder()
        .name("argosy_acs_messages_acknowledged")
        .help("Messages that agents acknowledged.")
        .callback(told -> told.call((double) traffic.acknowledgedTotal()))
        .register(registry);
  }

  @Override
  public void accept(Answered answered) {
    requests.labelValues(answered.service(), answered.action(), answered.code()).inc();
    requestSeconds
        .labelValues(answered.service(), answered.action())
        .observe(answered.tookNanos() / NANOS_A_SECOND);
  }

  @Override
  public void decided(CellId cell, String decision, Picture before, Outcome<?> outcome) {
    String word = outcome instanceof Outcome.Accepted<?> ? "accepted" : "refused";
    decisions.labelValues(cell.toString(), word).inc();
  }

  @Override
  public void failed(CellId cell, int count) {
    decisions.labelValues(cell.toString(), "failed").inc(count);
  }

  void committed(CellId cell, int changes, long nanos) {
    commitSeconds.labelValues(cell.toString()).observe(nanos / NANOS_A_SECOND);
    commitChanges.labelValues(cell.toString()).observe(changes);
  }

  void renewed(boolean ours) {
    (ours ? renewals : lost).inc();
  }

  void storeFailed() {
    faults.inc();
  }

  /// All of it, in Prometheus' text format.
  public String text() {
    addJvm();
    var text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /// With the first reader only: a server that nobody scrapes starts without it.
  private synchronized void addJvm() {
    if (!jvm) {
      jvm = true;
      JvmMemoryMetrics.builder().register(registry);
      JvmGarbageCollectorMetrics.builder().register(registry);
      JvmThreadsMetrics.builder().register(registry);
      ProcessMetrics.builder().register(registry);
    }
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(bounds)
        .withoutExemplars()
        .register(registry);
  }

  private void gauge(Cells cells, String name, String help, ToDoubleFunction<Cell> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("cell")
        .callback(told ->
            cells
                .opened()
                .forEach(cell -> told.call(value.applyAsDouble(cell), cell.id().toString())))
        .register(registry);
  }
}
