package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.DeleteAttributesRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.PutAttributesRequest;
import software.amazon.awssdk.services.ecs.model.PutAttributesResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;

class TagsAndAttributesTest {
  private static final Tag TEAM = Tag.builder().key("team").value("a").build();
  private final ApiRig rig = new ApiRig().withCluster();

  @Test
  void aTaskIsTaggedWhileItRuns() {
    rig.host("default");
    rig.define("web");
    String arn =
        rig.run(RunTaskRequest.builder().taskDefinition("web").tags(TEAM)).getFirst().taskArn();
    assertEquals(List.of(TEAM), tags(arn));
    Tag stage = Tag.builder().key("stage").value("").build();
    rig.done(TagResourceRequest.builder().resourceArn(arn).tags(stage).build());
    assertEquals(List.of(TEAM, stage), tags(arn));
    rig.done(UntagResourceRequest.builder().resourceArn(arn).tagKeys("team").build());
    assertEquals(List.of(stage), tags(arn));
  }

  @Test
  void whatIsNotThereIsToldAsTheActionCan() {
    String ghost = ApiRig.ARN + "task/default/ghost";
    assertEquals(
        "ResourceNotFoundException",
        rig.refused(TagResourceRequest.builder().resourceArn(ghost).tags(TEAM).build()).code());
    assertEquals(
        "InvalidParameterException",
        rig.refused(ListTagsForResourceRequest.builder().resourceArn(ghost).build()).code());
    assertEquals(
        "ClusterNotFoundException",
        rig.refused(
                ListTagsForResourceRequest.builder()
                    .resourceArn(ApiRig.ARN + "cluster/ghost")
                    .build())
            .code());
    assertEquals(
        ApiRig.invalid("tags is required: the tags to add."),
        rig.refused(TagResourceRequest.builder().resourceArn(ghost).build()));
    assertEquals(
        ApiRig.invalid("tagKeys is required: the keys of the tags to remove."),
        rig.refused(UntagResourceRequest.builder().resourceArn(ghost).build()));
  }

  @Test
  void tagsWithACreationFollowTheRules() {
    rig.host("default");
    rig.define("web");
    Tag odd = Tag.builder().key("aws:a").value("b").build();
    assertEquals(
        "InvalidParameterException",
        rig.refused(RunTaskRequest.builder().taskDefinition("web").tags(odd).build()).code());
    assertEquals(
        "InvalidParameterException",
        rig.refused(ApiRig.definition("web").tags(odd).build()).code());
  }

  @Test
  void attributesArePutListedAndDeleted() {
    String one = rig.host("default");
    String two = rig.host("default");
    var put =
        PutAttributesRequest.builder()
            .attributes(attribute(one, "rack", "1"), attribute(two, "rack", "2"))
            .build();
    assertEquals(
        List.of(one, two),
        rig.reply(PutAttributesResponse.class, put).attributes().stream()
            .map(Attribute::targetId)
            .toList());
    assertEquals(2, list(l().attributeName("rack")).size());
    assertEquals(
        List.of(attribute(two, "rack", "2")), list(l().attributeName("rack").attributeValue("2")));
    rig.done(DeleteAttributesRequest.builder().attributes(attribute(two, "rack", null)).build());
    assertEquals(List.of(attribute(one, "rack", "1")), list(l().attributeName("rack")));
    assertEquals(
        "InvalidParameterException", rig.refused(ListAttributesRequest.builder().build()).code());
    assertEquals("InvalidParameterException", rig.refused(l().attributeValue("1").build()).code());
  }

  @Test
  void attributesPageThoughSomeComeAndGo() {
    String one = rig.host("default");
    String two = rig.host("default");
    for (String host : List.of(one, two)) {
      rig.done(
          PutAttributesRequest.builder()
              .attributes(attribute(host, "a", "1"), attribute(host, "b", "1"))
              .build());
    }
    var names = new ArrayList<String>();
    @Nullable String token = null;
    do {
      var page =
          rig.reply(ListAttributesResponse.class, l().maxResults(1).nextToken(token).build());
      page.attributes().forEach(found -> names.add(found.name()));
      token = page.nextToken();
      for (String host : List.of(one, two)) {
        rig.done(PutAttributesRequest.builder().attributes(attribute(host, "a", "2")).build());
      }
    } while (token != null);
    assertEquals(
        Stream.of("a", "b", "ecs.availability-zone", "a", "b", "ecs.availability-zone").toList(),
        names);
  }

  @Test
  void definitionsAreListedByFamilyThenRevisionThoughSomeComeAndGo() {
    for (String family : List.of("web", "web", "web-2", "api")) {
      rig.define(family);
    }
    List<String> all =
        Stream.of("api:1", "web:1", "web:2", "web-2:1")
            .map(name -> ApiRig.ARN + "task-definition/" + name)
            .toList();
    assertEquals(all, definitions(null, null));
    assertEquals(all.reversed(), definitions(SortOrder.DESC, null));
    assertEquals(all.subList(1, 3), definitions(null, "web"));
    assertEquals(all.subList(1, 3).reversed(), definitions(SortOrder.DESC, "web"));
    assertEquals(List.of("api", "web", "web-2"), families("ACTIVE"));

    rig.done(DeregisterTaskDefinitionRequest.builder().taskDefinition("web-2:1").build());
    assertEquals(List.of("api", "web"), families("ACTIVE"));
    assertEquals(List.of("web-2"), families("INACTIVE"));
    var deleted =
        rig.reply(
            DeleteTaskDefinitionsResponse.class,
            DeleteTaskDefinitionsRequest.builder().taskDefinitions("web-2:1", "web:1").build());
    assertEquals("DELETE_IN_PROGRESS", deleted.taskDefinitions().getFirst().statusAsString());
    assertEquals(1, deleted.failures().size());
    assertEquals(
        List.of(ApiRig.ARN + "task-definition/web-2:1"),
        rig.reply(
                ListTaskDefinitionsResponse.class,
                ListTaskDefinitionsRequest.builder().status("DELETE_IN_PROGRESS").build())
            .taskDefinitionArns());
  }

  private List<String> definitions(@Nullable SortOrder sort, @Nullable String family) {
    var all = new ArrayList<String>();
    @Nullable String token = null;
    do {
      var page =
          rig.reply(
              ListTaskDefinitionsResponse.class,
              ListTaskDefinitionsRequest.builder()
                  .sort(sort)
                  .familyPrefix(family)
                  .maxResults(1)
                  .nextToken(token)
                  .build());
      all.addAll(page.taskDefinitionArns());
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  private List<String> families(String status) {
    var all = new ArrayList<String>();
    @Nullable String token = null;
    do {
      var page =
          rig.reply(
              ListTaskDefinitionFamiliesResponse.class,
              ListTaskDefinitionFamiliesRequest.builder()
                  .status(status)
                  .maxResults(1)
                  .nextToken(token)
                  .build());
      all.addAll(page.families());
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  private static ListAttributesRequest.Builder l() {
    return ListAttributesRequest.builder().targetType("container-instance");
  }

  private List<Attribute> list(ListAttributesRequest.Builder request) {
    return rig.reply(ListAttributesResponse.class, request.build()).attributes();
  }

  private List<Tag> tags(String arn) {
    return rig.reply(
            ListTagsForResourceResponse.class,
            ListTagsForResourceRequest.builder().resourceArn(arn).build())
        .tags();
  }

  private static Attribute attribute(String target, String name, @Nullable String value) {
    return Attribute.builder().targetId(target).name(name).value(value).build();
  }
}
