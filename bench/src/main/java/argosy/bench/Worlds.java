package argosy.bench;

import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.RunTask;
import argosy.domain.taskdef.RegisterDefinition;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// Pictures of clusters with many instances and tasks.
final class Worlds {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  static final ClusterArn CLUSTER = new ClusterArn(CELL, ClusterArn.DEFAULT);
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final RunTaskRequest TEN = request(10);
  static final RunTaskRequest ONE = request(1);
  private static final int A_REQUEST = 10;

  private Worlds() {}

  /// A cluster with so many instances, and the definition `shop` on so many tasks.
  static Picture of(int instances, int tasks) {
    var random = new SplittableRandom(1);
    Picture picture =
        Picture.EMPTY.apply(
            new Change.Put(
                new Cluster(
                    CLUSTER, List.of(), List.of(), NOON, null, ClusterCapacity.NONE, null, null)));
    for (int n = 0; n < instances; n++) {
      picture = picture.apply(new Change.Put(instance(n)));
    }
    picture =
        with(
            picture, RegisterDefinition.decide(picture, CELL, Samples.definition(), "bench", NOON));
    for (int n = 0; n < tasks; n += A_REQUEST) {
      picture = with(picture, RunTask.decide(picture, CLUSTER, TEN, NOON, random));
    }
    return picture;
  }

  private static Picture with(Picture picture, Outcome<?> outcome) {
    Picture next = picture;
    for (Change change : ((Outcome.Accepted<?>) outcome).changes()) {
      next = next.apply(change);
    }
    return next;
  }

  static Instance instance(int number) {
    return new Instance(
        new InstanceArn(CELL, CLUSTER.name(), "%032x".formatted(number)),
        "i-%017x".formatted(number),
        InstanceStatus.ACTIVE,
        true,
        VersionInfo.builder().agentVersion("1.0").build(),
        List.of(
            Resource.builder().name("CPU").type("INTEGER").integerValue(1_000_000).build(),
            Resource.builder().name("MEMORY").type("INTEGER").integerValue(1_000_000).build(),
            Resource.builder().name("PORTS").type("STRINGSET").stringSetValue("22").build(),
            Resource.builder()
                .name("PORTS_UDP")
                .type("STRINGSET")
                .stringSetValue(List.of())
                .build()),
        attributes(number),
        List.of(),
        NOON,
        0,
        null,
        null,
        null);
  }

  /// As many as agents register: what Docker's API can do, and where the machine is.
  private static List<Attribute> attributes(int number) {
    return Stream.concat(
            IntStream.rangeClosed(17, 50)
                .mapToObj(minor -> "com.amazonaws.ecs.capability.docker-remote-api.1." + minor)
                .map(name -> Attribute.builder().name(name).build()),
            Stream.of(
                Attribute.builder()
                    .name("ecs.availability-zone")
                    .value("us-east-1" + (char) ('a' + number % 3))
                    .build()))
        .toList();
  }

  private static RunTaskRequest request(int count) {
    return RunTaskRequest.builder().taskDefinition("shop").count(count).build();
  }
}
