package argosy.domain.resource;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.DeleteCluster;
import argosy.domain.cluster.Occupancy;
import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.Tag;

class TagResourceTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final Tag TEAM = tag("team", "a");
  private static final Picture PICTURE =
      picture(
          definition(web()),
          anInstance().build(),
          aTask().build(),
          new CapacityProvider(
              "one", AutoScalingGroupProvider.builder().build(), List.of(), NOON, null));

  @Test
  void everyKindIsTaggedAndUntagged() {
    for (String resource :
        List.of(
            "cluster/default",
            "task-definition/web:1",
            "task/default/t1",
            "container-instance/default/i1",
            "capacity-provider/one")) {
      var added = accepted(add(PICTURE, ARN + resource, TEAM, tag("b", "")));
      Picture tagged = PICTURE.apply(added.changes());
      assertEquals(List.of(TEAM, tag("b", "")), tags(tagged, ARN + resource), resource);
      assertEquals(List.of(), accepted(add(tagged, ARN + resource, TEAM)).changes(), resource);
      var removed = accepted(remove(tagged, ARN + resource, "team", "x"));
      assertEquals(
          List.of(tag("b", "")), tags(tagged.apply(removed.changes()), ARN + resource), resource);
      assertEquals(List.of(), accepted(remove(PICTURE, ARN + resource, "team")).changes());
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertEquals(new EcsError.ClusterNotFound(), refusal(ARN + "cluster/ghost"));
    for (String resource :
        List.of(
            "task-definition/web:2",
            "task-definition/web",
            "task/default/ghost",
            "container-instance/default/ghost",
            "capacity-provider/ghost",
            "service/default/web")) {
      assertEquals("ResourceNotFoundException", refusal(ARN + resource).code(), resource);
    }
  }

  @Test
  void oddArnsAreRefused() {
    String[] odd = {
      null,
      "",
      "default",
      "arn:aws:s3:::bucket",
      "arn:aws:ecs:us-east-1:1:cluster/default",
      "arn:aws:ecs:eu-west-1:123456789012:cluster/default",
      ARN + "capacity-provider/FARGATE"
    };
    for (String arn : odd) {
      assertEquals("InvalidParameterException", refusal(arn).code(), arn);
    }
    for (String old : List.of("task/t1", "container-instance/i1")) {
      assertEquals(
          new EcsError.InvalidParameter("Long arn format must be used for tagging operations"),
          refusal(ARN + old));
    }
  }

  @Test
  void anInactiveClusterHasNoTagsAnyMore() {
    Cluster deleted =
        accepted(DeleteCluster.decide(picture(), CLUSTER, new Occupancy(0, 0, 0, 0), 0, NOON))
            .reply();
    Picture then = picture().apply(new Change.Put(deleted));
    assertEquals(
        "The specified cluster is inactive. Specify an active cluster and try again.",
        refused(add(then, ARN + "cluster/default", TEAM)).message());
  }

  @Test
  void theLimitsHold() {
    Tag[] fifty = IntStream.range(0, 50).mapToObj(at -> tag("k" + at, "")).toArray(Tag[]::new);
    Picture full = PICTURE.apply(accepted(add(PICTURE, ARN + "cluster/default", fifty)).changes());
    accepted(add(full, ARN + "cluster/default", tag("k0", "new")));
    assertEquals(
        "InvalidParameterException", refused(add(full, ARN + "cluster/default", TEAM)).code());
    assertEquals(
        "InvalidParameterException",
        refused(add(PICTURE, ARN + "cluster/default", tag("aws:a", ""))).code());
    assertEquals(
        "InvalidParameterException",
        refused(remove(PICTURE, ARN + "cluster/default", "aws:a")).code());
  }

  private static EcsError refusal(@Nullable String arn) {
    assertEquals(
        refused(add(PICTURE, arn, TEAM)),
        refused(TagResource.remove(PICTURE, CELL, arn, List.of("a"))));
    return refused(add(PICTURE, arn, TEAM));
  }

  private static List<Tag> tags(Picture picture, String arn) {
    return assertInstanceOf(Resource.Found.class, Resource.find(picture, CELL, arn)).tags();
  }

  private static argosy.domain.state.Outcome<List<Tag>> add(
      Picture picture, @Nullable String arn, Tag... tags) {
    return TagResource.add(picture, CELL, arn, List.of(tags));
  }

  private static argosy.domain.state.Outcome<List<Tag>> remove(
      Picture picture, String arn, String... keys) {
    return TagResource.remove(picture, CELL, arn, List.of(keys));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
