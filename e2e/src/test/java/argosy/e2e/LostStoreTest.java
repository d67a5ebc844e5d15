package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.ServerException;

/// The store fails while users write: nothing is acknowledged until it works again, everybody hears
/// why, and it works again without a restart.
class LostStoreTest {
  private static final int USERS = 8;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Ledger ledger = new Ledger();

  @Test
  void aFullDisk() throws Exception {
    try (Disk disk = Disk.ofMib(24);
        Argosy argosy = Argosy.withoutEngine(disk.folder("data"))) {
      argosy.clients().ecs().createCluster(it -> it.clusterName("read"));
      try (Writers writers = write(argosy)) {
        writers.awaitAnswers(0, SOON);
        disk.fill();
        awaitFaults(writers, "disk is full");
        Raw.Reply refused = Raw.of(argosy).call("CreateCluster", "{\"clusterName\":\"more\"}");
        assertEquals(500, refused.status());
        assertEquals("ServerException", refused.code());
        assertTrue(refused.message().contains("nothing was changed"), refused.message());
        assertEquals("ok", Health.of(argosy).path("status").asString());
        assertEquals("ACTIVE", status(argosy, "read"), "reads go on");
        disk.free();
        writers.awaitAnswers(0, SOON);
      }
      ledger.answered(Found.cluster("read"), Found.active("disabled", Map.of()));
      checkNowAndLater(argosy);
    }
  }

  @Test
  @ExtendWith(SharedPostgres.class)
  void aPostgresThatIsAway() throws Exception {
    try (Postgres postgres = Postgres.start();
        Argosy argosy = Argosy.withoutEngine("--store", postgres.database("away"))) {
      try (Writers writers = write(argosy)) {
        writers.awaitAnswers(0, SOON);
        postgres.crash();
        awaitFaults(writers, "store of the control plane");
        Await.until(SOON, "reads end with the lease", () -> refusesToRead(argosy));
        postgres.up();
        writers.awaitAnswers(0, SOON);
      }
      checkNowAndLater(argosy);
    }
  }

  private Writers write(Argosy argosy) throws Exception {
    var random = new SplittableRandom(1);
    return Writers.start(ledger, "w", Collections.nCopies(USERS, argosy.clients()), random);
  }

  private static boolean refusesToRead(Argosy argosy) throws Exception {
    try {
      argosy.clients().ecs().listClusters();
      return false;
    } catch (ServerException e) {
      String why = e.awsErrorDetails().errorMessage();
      assertTrue(why.startsWith("The store of the control plane failed: cannot find"), why);
      return true;
    }
  }

  /// Waits until every user has heard of the fault; who asks while the cell closes for it hears
  /// only that.
  private static void awaitFaults(Writers writers, String cause) throws Exception {
    for (int at = 0; at < USERS; at++) {
      Writer user = writers.writer(at);
      Await.until(SOON, "user " + at + " hears: " + cause, () -> user.fault().contains(cause));
    }
  }

  private static String status(Argosy argosy, String cluster) throws Exception {
    return argosy
        .clients()
        .ecs()
        .describeClusters(it -> it.clusters(cluster))
        .clusters()
        .getFirst()
        .status();
  }

  private void checkNowAndLater(Argosy argosy) throws Exception {
    var found = Found.in(argosy.clients().ecs(), "", ledger.things());
    assertEquals(List.of(), ledger.complaints("", found));
    argosy.crash();
    argosy.up();
    assertEquals(found, Found.in(argosy.clients().ecs(), "", ledger.things()));
  }
}
