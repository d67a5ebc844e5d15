package argosy.control.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.CreateCluster;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.RunTask;
import argosy.domain.taskdef.Family;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Tasks' lines are read from a whole server, in e2e.
class DecisionLogTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  private static final String CREATE = "cell=123456789012/us-east-1 decision=CreateCluster ";

  @Test
  void whatIsMadeAndChangedHasALine() {
    assertEquals(
        List.of(CREATE + "cluster=shop outcome=created"),
        lines("CreateCluster", Picture.EMPTY, create("shop")));
    Picture picture = Picture.EMPTY.apply(create("shop").changes());
    assertEquals(
        List.of(CREATE + "cluster=shop outcome=changed"),
        lines("CreateCluster", picture, create("shop")));
    assertEquals(List.of(), lines("CreateCluster", picture, accepted(List.of(), "as it is")));
  }

  @Test
  void whatIsDeletedIsCounted() {
    List<Change> gone =
        IntStream.range(0, 1_000)
            .<Change>mapToObj(n -> new Change.Delete(new Family("f" + n, 1).key()))
            .toList();
    assertEquals(
        List.of(
            "cell=123456789012/us-east-1 decision=ForgetTasks outcome=deleted kind=family"
                + " count=1000"),
        lines("ForgetTasks", Picture.EMPTY, accepted(gone, 1_000)));
  }

  @Test
  void moreThanAFewAreCounted() {
    List<Change> many =
        IntStream.range(0, 50).<Change>mapToObj(n -> create("c" + n).changes().getFirst()).toList();
    List<String> lines = lines("CreateCluster", Picture.EMPTY, accepted(many, 0));
    assertEquals(11, lines.size());
    assertEquals(CREATE + "outcome=changed kind=cluster count=40", lines.getLast());
  }

  @Test
  void whoeverFoundNoPlaceIsToldWhy() {
    var failure =
        Failure.builder().arn("arn:i").reason("RESOURCE:MEMORY").detail("needs \"more\"").build();
    assertEquals(
        List.of(
            "cell=123456789012/us-east-1 decision=RunTask outcome=unplaced code=RESOURCE:MEMORY"
                + " instance=arn:i reason=\"needs \\\"more\\\"\""),
        lines(
            "RunTask",
            Picture.EMPTY,
            accepted(List.of(), new RunTask.Started(List.of(), List.of(failure)))));
  }

  private static List<String> lines(String decision, Picture before, Outcome.Accepted<?> outcome) {
    return DecisionLog.lines(CELL, decision, before, outcome).stream()
        .map(Object::toString)
        .toList();
  }

  private static <R> Outcome.Accepted<R> accepted(List<Change> changes, R reply) {
    return new Outcome.Accepted<>(changes, List.of(), reply);
  }

  private static Outcome.Accepted<Cluster> create(String name) {
    return (Outcome.Accepted<Cluster>)
        CreateCluster.decide(
            Picture.EMPTY,
            new ClusterArn(CELL, name),
            CreateClusterRequest.builder().clusterName(name).build(),
            "disabled",
            NOON);
  }
}
