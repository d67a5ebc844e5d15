package argosy.domain;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.RegisterDefinition;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// A cell at noon with a cluster, and short ways to ask it.
public final class Fixtures {
  public static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  public static final CellId CELL = new CellId("123456789012", "us-east-1");
  public static final ClusterArn CLUSTER = new ClusterArn(CELL, "default");
  public static final String USER = "arn:aws:iam::123456789012:root";

  private Fixtures() {}

  public static Cluster aCluster(String name) {
    return new Cluster(
        new ClusterArn(CELL, name),
        List.of(),
        List.of(),
        NOON,
        null,
        ClusterCapacity.NONE,
        null,
        null);
  }

  public static TaskArn task(String id) {
    return new TaskArn(CELL, "default", id);
  }

  public static InstanceArn instance(String id) {
    return new InstanceArn(CELL, "default", id);
  }

  /// The default cluster with these entities.
  public static Picture picture(Entity... entities) {
    Picture picture = Picture.EMPTY.apply(new Change.Put(aCluster("default")));
    for (Entity entity : entities) {
      picture = picture.apply(new Change.Put(entity));
    }
    return picture;
  }

  public static RandomGenerator random() {
    return new SplittableRandom(7);
  }

  public static <R> Outcome.Accepted<R> accepted(Outcome<R> outcome) {
    assertInstanceOf(Outcome.Accepted.class, outcome);
    return (Outcome.Accepted<R>) outcome;
  }

  public static EcsError refused(Outcome<?> outcome) {
    assertInstanceOf(Outcome.Refused.class, outcome);
    return ((Outcome.Refused<?>) outcome).error();
  }

  /// The picture after an outcome, which is the same one where it was refused.
  public static Picture after(Picture picture, Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<?>(var changes, _, _) -> picture.apply(changes);
      case Outcome.Refused<?> _ -> picture;
    };
  }

  /// A definition of the family `web` with the one container `web`: 256 CPU units, 128 MiB.
  public static RegisterTaskDefinitionRequest.Builder web() {
    return RegisterTaskDefinitionRequest.builder()
        .family("web")
        .containerDefinitions(container("web").build());
  }

  public static ContainerDefinition.Builder container(String name) {
    return ContainerDefinition.builder().name(name).image("busybox").cpu(256).memory(128);
  }

  /// The first revision of its family.
  public static Definition definition(RegisterTaskDefinitionRequest.Builder request) {
    return accepted(RegisterDefinition.decide(Picture.EMPTY, CELL, request.build(), USER, NOON))
        .reply();
  }
}
