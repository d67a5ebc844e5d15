package argosy.server;

import argosy.control.cell.Cells;
import argosy.server.report.Gate;
import argosy.server.report.Metrics;
import argosy.server.report.StatusReport;
import argosy.server.report.WatchedStore;
import argosy.wire.http.Page;
import argosy.wire.sigv4.Keyring;
import argosy.wire.sigv4.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The server's own pages: health for anybody, status for the root of the first account, metrics
/// for who has the token (decision 0010).
final class Pages {
  static final String STATUS = "/_argosy/status";
  private static final String HEALTH = "/_argosy/health";
  private static final String METRICS = "/_argosy/metrics";

  private static final InstantSource CLOCK = InstantSource.system();

  private final Settings settings;
  private final WatchedStore store;
  private final Metrics metrics;

  Pages(Settings settings, WatchedStore store, Metrics metrics) {
    this.settings = settings;
    this.store = store;
    this.metrics = metrics;
  }

  /// @param id of this run, by which the launcher knows whose server answers
  /// @param address known once the server listens
  /// @param spot where Spot tasks are interrupted
  Map<String, Page> byPath(String id, Supplier<URI> address, Cells cells, Page spot)
      throws IOException {
    String health =
        JsonMapper.shared().createObjectNode().put("status", "ok").put("id", id).toString();
    return Map.of(
        HEALTH,
        _ -> Page.json(200, health),
        STATUS,
        Gate.signed(
            new Verifier(this::folderKey, CLOCK),
            () -> new StatusReport(self(address.get()), store, cells).json(CLOCK.instant())),
        SpotPage.PATH,
        spot,
        METRICS,
        Gate.bearing(MetricsToken.of(settings.folder()), Metrics.TYPE, metrics::text));
  }

  /// The first account's root key, and no other. It is read from the folder, not from the store,
  /// because the status is wanted most when the store fails.
  private Optional<Keyring.Key> folderKey(String id) {
    try {
      return RootKey.read(settings.folder(), Optional.empty())
          .filter(first -> first.accessKeyId().equals(id))
          .map(Keys::key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode self(URI address) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("address", address.toString())
        .put("pid", ProcessHandle.current().pid())
        .put("version", Main.version())
        .put("data", settings.folder().toString())
        .put("region", settings.region());
  }
}
