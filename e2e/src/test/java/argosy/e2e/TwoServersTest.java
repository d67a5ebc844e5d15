package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Task;

/// Two servers on one PostgreSQL: either serves all, and when the one that has the cell stops
/// working the other has it soon, with everything that was answered.
@ExtendWith(SharedPostgres.class)
class TwoServersTest {
  /// From the end of one server to answers of the other.
  private static final Duration SERVED_MAX = Duration.ofSeconds(10);

  private static final int USERS = 4;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final AtomicInteger ROUNDS = new AtomicInteger();

  private final String store;

  TwoServersTest(Postgres postgres) throws Exception {
    store = postgres.database("servers" + DATABASES.incrementAndGet());
  }

  @Test
  void eitherServesWhatTheOtherHas() throws Exception {
    try (Argosy one = Argosy.withoutEngine("--store", store);
        Argosy two = Argosy.withoutEngine("--store", store)) {
      assertEquals(one.exports().keyId(), two.exports().keyId(), "the account is the same");
      one.clients().ecs().createCluster(it -> it.clusterName("ours"));
      assertEquals(List.of(1, 0), cells(one, two));
      two.clients().ecs().createCluster(it -> it.clusterName("theirs"));
      assertEquals(List.of(1, 0), cells(one, two), "it was handed on");
      assertEquals(
          one.clients().ecs().listClusters().clusterArns(),
          two.clients().ecs().listClusters().clusterArns());
      assertEquals(2, two.clients().ecs().listClusters().clusterArns().size());

      one.run("down").well();
      two.clients().ecs().deleteCluster(it -> it.cluster("ours"));
      assertEquals(1, cells(two).getFirst(), "a clean stop gives it up at once");
      one.up();
      assertEquals(1, one.clients().ecs().listClusters().clusterArns().size());
      assertEquals(List.of(0, 1), cells(one, two));
    }
  }

  @Test
  void whatOneTookInOfLogsTheOtherHas() throws Exception {
    try (Argosy one = Argosy.withoutEngine("--store", store);
        Argosy two = Argosy.withoutEngine("--store", store);
        CloudWatchLogsClient here = LogsTest.client(one);
        CloudWatchLogsClient there = LogsTest.client(two)) {
      LogsTest.make(here, "one");
      LogsTest.put(there, "one", "a");
      LogsTest.put(here, "one", "b");
      assertEquals(List.of("a", "b"), LogsTest.pages(there));
      one.crash();
      List<String> served =
          Await.some(
              SERVED_MAX,
              "the other server answers",
              () -> {
                try {
                  return Optional.of(LogsTest.pages(there));
                } catch (SdkException e) {
                  return Optional.empty();
                }
              });
      assertEquals(List.of("a", "b"), served);
      LogsTest.put(there, "one", "c");
      assertEquals(List.of("a", "b", "c"), LogsTest.found(there, ""));
    }
  }

  @Test
  void anOwnerThatIsPausedOrKilledIsReplacedAndNothingIsLost() throws Exception {
    var ledger = new Ledger();
    try (Argosy owner = Argosy.withoutEngine("--store", store);
        Argosy other = Argosy.withoutEngine("--store", store)) {
      try (Writers writers = write(ledger, owner, other)) {
        writers.awaitAnswers(0, SERVED_MAX);
        owner.pause();
        try {
          Duration served = writers.awaitAnswers(USERS, SERVED_MAX);
          System.out.println("a paused owner is replaced after " + served.toMillis() + " ms");
        } finally {
          owner.resume();
        }
        writers.awaitAnswers(0, SERVED_MAX);
        assertEquals(List.of(0, 1), cells(owner, other), "who woke up hands on");
      }
      check(ledger, owner, other);

      try (Writers writers = write(ledger, other, owner)) {
        writers.awaitAnswers(0, SERVED_MAX);
        other.crash();
        Duration served = writers.awaitAnswers(USERS, SERVED_MAX);
        System.out.println("a killed owner is replaced after " + served.toMillis() + " ms");
      }
      other.up();
      assertEquals(List.of(0, 1), cells(other, owner));
      check(ledger, owner, other);
    }
  }

  @Test
  void agentsFollowAndTasksRunOn() throws Exception {
    try (Argosy owner = Argosy.start("--store", store);
        Argosy other = Argosy.start("--store", store)) {
      Await.until(
          Duration.ofSeconds(20), "both machines join", () -> connected(owner.clients()) == 2);
      assertEquals(List.of(1, 0), cells(owner, other));
      String definition =
          owner.clients().register(Definitions.of("follower", Definitions.webserver(0)));
      List<Task> tasks =
          owner
              .clients()
              .running(owner.clients().run(it -> it.taskDefinition(definition).count(4)));
      Map<String, String> starts = Docker.starts(other.containers());
      assertNotEquals(Map.of(), starts, "some of them run on the other machine");

      owner.crash();
      Await.until(
          SERVED_MAX.multipliedBy(2),
          "the agent of the server that is left follows",
          () -> connected(other.clients()) == 1);
      assertEquals(starts, Docker.starts(other.containers()), "no container notices");
      String again = other.clients().run(it -> it.taskDefinition(definition)).getFirst().taskArn();
      Await.until(
          SERVED_MAX,
          "a new task runs there",
          () -> other.clients().describe(List.of(again)).getFirst().lastStatus().equals("RUNNING"));

      owner.up();
      Await.until(SERVED_MAX, "its agent comes back", () -> connected(owner.clients()) == 2);
      for (Task task : other.clients().describe(tasks.stream().map(Task::taskArn).toList())) {
        assertEquals("RUNNING", task.lastStatus());
      }
      owner.clients().stopAll();
    }
  }

  /// Lets users write through both servers, of which the first has the cell.
  private static Writers write(Ledger ledger, Argosy owner, Argosy other) throws Exception {
    owner.clients().ecs().listClusters();
    assertEquals(List.of(1, 0), cells(owner, other));
    var through = new ArrayList<>(Collections.nCopies(USERS, owner.clients()));
    through.addAll(Collections.nCopies(USERS, other.clients()));
    String prefix = "w" + ROUNDS.incrementAndGet() + "-";
    return Writers.start(ledger, prefix, through, new SplittableRandom(1));
  }

  /// How many machines of the default cluster are there; none while nobody answers.
  private static long connected(Clients aws) {
    try {
      List<String> arns = aws.ecs().listContainerInstances().containerInstanceArns();
      return aws
          .ecs()
          .describeContainerInstances(it -> it.containerInstances(arns))
          .containerInstances()
          .stream()
          .filter(ContainerInstance::agentConnected)
          .count();
    } catch (EcsException e) { // no server, no cluster yet, no machine yet
      return 0;
    }
  }

  /// How many cells each has.
  private static List<Integer> cells(Argosy... servers) throws Exception {
    var cells = new ArrayList<Integer>();
    for (Argosy server : servers) {
      Raw.Reply status = Raw.of(server).page("/_argosy/status");
      assertEquals(200, status.status(), status.text());
      int here = 0;
      for (var cell : status.json().path("cells")) {
        here += cell.path("held").asString().equals("here") ? 1 : 0;
      }
      cells.add(here);
    }
    return cells;
  }

  /// Both answer the same, and everything that either acknowledged is there once.
  private static void check(Ledger ledger, Argosy one, Argosy two) throws Exception {
    var found = Found.in(one.clients().ecs(), "", ledger.things());
    assertEquals(found, Found.in(two.clients().ecs(), "", ledger.things()));
    assertEquals(List.of(), ledger.complaints("", found));
    assertTrue(found.size() > USERS, "there was much to find: " + found.size());
  }
}
