package argosy.server;

import argosy.wire.http.Address;
import argosy.wire.http.Endpoint;
import argosy.wire.http.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Loads what a server needs first, JSON and HTTP, on a second core while the first one reads the
/// command line and opens the store. Without it a server starts just so, only later.
final class HeadStart {
  private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

  private HeadStart() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("head-start").start(HeadStart::load);
  }

  /// Classes load when they are used: so JSON is written, and an address of nobody's opened and
  /// closed.
  private static void load() {
    JsonMapper.shared().writeValueAsString(Map.of("some", List.of(1)));
    var nowhere = new Address("127.0.0.1", 0, null);
    try (var _ = Endpoint.start(nowhere, _ -> Page.json(404, "{}"))) {
      LOG.debug("loaded");
    } catch (IOException e) {
      LOG.debug("loaded in part", e);
    }
  }
}
