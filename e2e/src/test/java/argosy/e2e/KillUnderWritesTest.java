package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The server is killed while eight users write: two rounds, and fifty where the long proofs are
/// asked for. Afterwards everything that was answered is there, and what wasn't is there whole or
/// not at all. When it is killed comes from the seed.
class KillUnderWritesTest {
  private static final int ROUNDS = Boolean.getBoolean("argosy.long") ? 50 : 2;
  private static final int USERS = 8;
  private static final int ANSWERS_MAX = 300;
  private static final Duration ANSWERS_SOON = Duration.ofSeconds(30);

  private final Ledger ledger = new Ledger();
  private int answers;

  @Test
  void onSqlite() throws Exception {
    try (Argosy argosy = Argosy.withoutEngine()) {
      rounds(argosy);
    }
  }

  @Test
  @ExtendWith(SharedPostgres.class)
  void onPostgres(Postgres postgres) throws Exception {
    try (Argosy argosy = Argosy.withoutEngine("--store", postgres.database("kills"))) {
      rounds(argosy);
    }
  }

  private void rounds(Argosy argosy) throws Exception {
    long first = Long.getLong("seed", 1);
    for (long seed = first; seed < first + ROUNDS; seed++) {
      try {
        round(argosy, "r" + seed + "-", new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(again(seed) + "\n" + argosy.log(), e);
      }
    }
    complain(argosy, "");
    System.out.println(
        ROUNDS + " kills: " + answers + " answers, " + ledger.things().size() + " things kept");
  }

  private static String again(long seed) {
    return "again with: ./argosy test -pl e2e -am -Dtest=KillUnderWritesTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dargosy.test.jvm=-Dseed="
        + seed;
  }

  private void round(Argosy argosy, String prefix, SplittableRandom random) throws Exception {
    int wanted = 1 + random.nextInt(ANSWERS_MAX);
    List<Clients> through = Collections.nCopies(USERS, argosy.clients());
    ProcessHandle killed;
    try (Writers writers = Writers.start(ledger, prefix, through, random)) {
      Await.until(ANSWERS_SOON, wanted + " answers", () -> writers.answers() >= wanted);
      killed = argosy.kill();
      answers += writers.answers();
    }
    killed.onExit().join();
    argosy.up();
    complain(argosy, prefix);
  }

  /// @param prefix of what is looked at
  private void complain(Argosy argosy, String prefix) throws Exception {
    var found = Found.in(argosy.clients().ecs(), prefix, ledger.things());
    assertEquals(List.of(), ledger.complaints(prefix, found));
  }
}
