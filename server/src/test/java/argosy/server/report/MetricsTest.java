package argosy.server.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Family;
import argosy.store.MemoryStore;
import argosy.store.Store;
import argosy.wire.http.Answered;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final String OF_CELL = "{cell=\"123456789012/us-east-1\"";

  private final Metrics metrics = new Metrics("1.2.3");
  private final MemoryStore kept = new MemoryStore();
  private final WatchedStore store =
      new WatchedStore(kept, InstantSource.fixed(Instant.EPOCH), metrics);

  @Test
  void requestsAreCountedAndTimed() {
    metrics.accept(new Answered("ecs", "RunTask", "OK", "", null, "r", 4_000_000));
    metrics.accept(new Answered("ecs", "RunTask", "OK", "", null, "r", 40_000_000));
    metrics.accept(new Answered("", "", "AccessDenied", "no", null, "r", 1));
    assertHas("argosy_build_info{version=\"1.2.3\"} 1.0");
    assertHas("argosy_api_requests_total{action=\"RunTask\",code=\"OK\",service=\"ecs\"} 2.0");
    assertHas("argosy_api_requests_total{action=\"\",code=\"AccessDenied\",service=\"\"} 1.0");
    String seconds = "argosy_api_request_duration_seconds";
    String labels = "{action=\"RunTask\",service=\"ecs\"";
    assertHas(seconds + "_bucket" + labels + ",le=\"0.0025\"} 0");
    assertHas(seconds + "_bucket" + labels + ",le=\"0.005\"} 1");
    assertHas(seconds + "_bucket" + labels + ",le=\"+Inf\"} 2");
    assertHas(seconds + "_sum" + labels + "} 0.044");
  }

  @Test
  void decisionsAreCountedByTheirEnd() {
    metrics.decided(CELL, "RunTask", Picture.EMPTY, Outcome.unchanged(1));
    metrics.failed(CELL, 3);
    assertHas("argosy_decisions_total" + OF_CELL + ",outcome=\"accepted\"} 1.0");
    assertHas("argosy_decisions_total" + OF_CELL + ",outcome=\"failed\"} 3.0");
  }

  @Test
  void commitsAndLeasesAreCounted() {
    Change change = new Change.Put(new Family("web", 1));
    store.append(CELL, List.of(change, change));
    assertTrue(store.renew(CELL));
    assertHas("argosy_commit_duration_seconds_count" + OF_CELL + "} 1");
    assertHas("argosy_commit_changes_sum" + OF_CELL + "} 2.0");
    assertHas("argosy_lease_renewals_total 1.0");
    assertHas("argosy_leases_lost_total 0.0");
    WatchedStore.Commits commits = store.commits(CELL).orElseThrow();
    assertEquals(1, commits.count());
    assertEquals(2, commits.changes());
    assertEquals(Instant.EPOCH, commits.at());
  }

  @Test
  void aFaultIsCountedAndRemembered() {
    kept.fail("disk full");
    assertThrows(Store.StoreFault.class, () -> store.append(CELL, List.of()));
    kept.fail(null);
    kept.take(CELL);
    assertThrows(Store.Fenced.class, () -> store.append(CELL, List.of()));
    assertHas("argosy_store_faults_total 1.0");
    assertHas("argosy_leases_lost_total 1.0");
    assertEquals("disk full", store.fault().orElseThrow().message());
    assertFalse(store.commits(CELL).isPresent());
  }

  @Test
  void theMachineIsInItAsOftenAsItIsRead() {
    for (int n = 0; n < 2; n++) {
      assertHas("# TYPE jvm_memory_used_bytes gauge");
      assertHas("process_start_time_seconds ");
    }
  }

  private void assertHas(String line) {
    String text = metrics.text();
    assertTrue(text.lines().anyMatch(it -> it.startsWith(line)), () -> line + "\n" + text);
  }
}
