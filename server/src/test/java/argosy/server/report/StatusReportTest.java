package argosy.server.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.domain.cluster.CreateCluster;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.store.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusReportTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  private final MemoryStore kept = new MemoryStore();
  private final WatchedStore store =
      new WatchedStore(kept, InstantSource.fixed(NOON), new Metrics("1"));
  private final Cells cells =
      new Cells(
          store,
          id ->
              new Cell(
                  id,
                  store,
                  InstantSource.fixed(NOON),
                  new SplittableRandom(1),
                  broken -> {
                    throw broken;
                  }));

  @Test
  void anEmptyServerHasOnlyItself() {
    JsonNode report = report();
    assertEquals("here", report.path("server").path("address").asString());
    assertTrue(report.path("store").path("healthy").asBoolean());
    assertEquals("memory", report.path("store").path("kind").asString());
    assertTrue(report.path("cells").isEmpty());
    assertTrue(report.path("clusters").isEmpty());
    assertTrue(report.path("memory").path("heapUsedBytes").asLong() > 0);
  }

  @Test
  void aCellSaysWhatItKnowsAndDid() {
    create("shop");
    JsonNode cell = report().path("cells").path(0);
    assertEquals("123456789012", cell.path("account").asString());
    assertEquals("here", cell.path("held").asString());
    assertEquals(1, cell.path("entities").asInt());
    assertEquals(1, cell.path("clusters").asInt());
    assertEquals(1, cell.path("commits").asInt());
    assertEquals(0, cell.path("waiting").asInt());
    assertEquals(NOON.toString(), cell.path("lastCommitAt").asString());
    JsonNode cluster = report().path("clusters").path(0);
    assertEquals("shop", cluster.path("cluster").asString());
    assertTrue(cluster.path("active").asBoolean());
    assertEquals(0, cluster.path("tasks").size());
  }

  @Test
  void aStoreThatFailsIsPartOfTheReport() {
    create("shop");
    kept.fail("disk full");
    JsonNode report = report();
    assertFalse(report.path("store").path("healthy").asBoolean());
    assertEquals("disk full", report.path("store").path("lastFault").path("message").asString());
    assertEquals("here", report.path("cells").path(0).path("held").asString());
    kept.fail(null);
    report = report();
    assertTrue(report.path("store").path("healthy").asBoolean());
    assertEquals(NOON.toString(), report.path("store").path("lastFault").path("at").asString());
  }

  @Test
  void noMoreClustersAreListedThanAreLookedAt() {
    for (int n = 0; n <= StatusReport.CLUSTERS_MAX; n++) {
      create("c" + n);
    }
    assertEquals(StatusReport.CLUSTERS_MAX, report().path("clusters").size());
    int known = report().path("cells").path(0).path("clusters").asInt();
    assertEquals(StatusReport.CLUSTERS_MAX + 1, known);
  }

  private void create(String name) {
    Cell cell = ((Cells.Found.Here) cells.find(CELL)).cell();
    cell.ask((picture, now, _) ->
        CreateCluster.decide(
            picture,
            new ClusterArn(CELL, name),
            CreateClusterRequest.builder().clusterName(name).build(),
            "disabled",
            now));
  }

  private JsonNode report() {
    var server = JsonMapper.shared().createObjectNode().put("address", "here");
    return JsonMapper.shared().readTree(new StatusReport(server, store, cells).json(NOON));
  }
}
