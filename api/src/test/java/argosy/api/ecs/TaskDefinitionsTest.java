package argosy.api.ecs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.WireError;
import argosy.wire.shape.JsonShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class TaskDefinitionsTest {
  private static final Tag TAG = Tag.builder().key("team").value("a").build();

  private final ApiRig rig = new ApiRig();

  @Test
  void aRegistrationIsAnsweredAndDescribed() {
    var answer =
        rig.reply(RegisterTaskDefinitionResponse.class, ApiRig.definition("web").tags(TAG).build());
    TaskDefinition made = answer.taskDefinition();
    assertEquals(ApiRig.ARN + "task-definition/web:1", made.taskDefinitionArn());
    assertEquals(TaskDefinitionStatus.ACTIVE, made.status());
    assertEquals(ApiRig.ROOT.arn(), made.registeredBy());
    assertEquals(ApiRig.NOON, made.registeredAt());
    assertEquals(List.of(TAG), answer.tags());

    for (String reference : List.of("web", "web:1", made.taskDefinitionArn())) {
      assertEquals(made, describe(reference).taskDefinition(), reference);
    }
    assertFalse(describe("web").hasTags());
    assertEquals(List.of(TAG), withTags("web").tags());
  }

  @Test
  void thatThereAreNoTagsIsSaidToWhoAsks() {
    rig.define("bare");
    assertEquals(List.of(), withTags("bare").tags());
    assertTrue(withTags("bare").hasTags());
  }

  private DescribeTaskDefinitionResponse withTags(String definition) {
    return rig.reply(
        DescribeTaskDefinitionResponse.class,
        DescribeTaskDefinitionRequest.builder()
            .taskDefinition(definition)
            .include(TaskDefinitionField.TAGS)
            .build());
  }

  @Test
  void aWrongDefinitionIsRefusedAndNothingIsRegistered() {
    assertEquals(
        ApiRig.client("Container list cannot be empty."),
        rig.refused(RegisterTaskDefinitionRequest.builder().family("web").build()));
    assertEquals(List.of(), families(ListTaskDefinitionFamiliesRequest.builder()));
  }

  /// Elastic Inference is gone, so the SDK's own setters are deprecated.
  @Test
  void whatIsNotKeptIsRefusedByName() {
    String json =
        """
        {"family": "web", "inferenceAccelerators": [{"deviceName": "a", "deviceType": "b"}]}
        """;
    assertEquals(
        ApiRig.invalid(
            "Argosy does not support inferenceAccelerators here yet. Leave it out; docs/compat.md"
                + " says what is built."),
        rig.refused(JsonShape.read(json.getBytes(UTF_8), RegisterTaskDefinitionRequest.class)));
  }

  @Test
  void whatIsNotThereIsNotDescribed() {
    rig.define("web");
    assertEquals(ApiRig.client("Unable to describe task definition."), refusedDescribe("web:2"));
    assertEquals(ApiRig.client("Unable to describe task definition."), refusedDescribe("api"));
    for (String odd :
        List.of("web:x", "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1")) {
      assertEquals(
          ApiRig.client(
              "'"
                  + odd
                  + "' names no task definition of this account and region: write family,"
                  + " family:revision or its ARN."),
          refusedDescribe(odd));
    }
    assertEquals(
        ApiRig.client("Task definition can not be blank."),
        rig.refused(DescribeTaskDefinitionRequest.builder().build()));
    assertEquals(ApiRig.client("Task definition can not be blank."), refusedDescribe(" "));
  }

  @Test
  void aDeregisteredRevisionIsInactive() {
    rig.define("web");
    rig.define("web");
    TaskDefinition gone =
        rig.reply(
                DeregisterTaskDefinitionResponse.class,
                DeregisterTaskDefinitionRequest.builder().taskDefinition("web:2").build())
            .taskDefinition();
    assertEquals(TaskDefinitionStatus.INACTIVE, gone.status());
    assertEquals(ApiRig.NOON, gone.deregisteredAt());
    assertEquals(1, describe("web").taskDefinition().revision());
    assertEquals(gone, describe("web:2").taskDefinition());
    assertEquals(
        ApiRig.client("Invalid revision number. Number: null. Name the revision: web:1"),
        rig.refused(DeregisterTaskDefinitionRequest.builder().taskDefinition("web").build()));
  }

  @Test
  void revisionsAreListedByFamilyStatusAndOrder() {
    for (int at = 0; at < 11; at++) {
      rig.define("web");
    }
    rig.define("web-2");
    rig.done(DeregisterTaskDefinitionRequest.builder().taskDefinition("web:2").build());
    List<String> forward = list(ListTaskDefinitionsRequest.builder().familyPrefix("web"));
    assertEquals(10, forward.size());
    assertEquals(List.of("web:1", "web:3"), forward.subList(0, 2));
    assertEquals("web:11", forward.getLast());
    assertEquals(
        forward.reversed(),
        list(ListTaskDefinitionsRequest.builder().familyPrefix("web").sort("DESC")));
    assertEquals(List.of("web:2"), list(ListTaskDefinitionsRequest.builder().status("INACTIVE")));
    assertEquals(11, list(ListTaskDefinitionsRequest.builder()).size());
    assertEquals(List.of(), list(ListTaskDefinitionsRequest.builder().familyPrefix("we")));
    assertEquals(
        ApiRig.invalid("status must be ACTIVE, INACTIVE or DELETE_IN_PROGRESS, not GONE."),
        rig.refused(ListTaskDefinitionsRequest.builder().status("GONE").build()));
  }

  @Test
  void revisionsPageBothWays() {
    for (int at = 0; at < 3; at++) {
      rig.define("web");
    }
    for (String order : List.of("ASC", "DESC")) {
      var request =
          ListTaskDefinitionsRequest.builder().familyPrefix("web").sort(order).maxResults(2);
      var first = rig.reply(ListTaskDefinitionsResponse.class, request.build());
      var second =
          rig.reply(
              ListTaskDefinitionsResponse.class, request.nextToken(first.nextToken()).build());
      assertEquals(
          List.of(order.equals("ASC") ? "web:3" : "web:1"), names(second.taskDefinitionArns()));
    }
  }

  @Test
  void familiesAreListedByPrefixAndStatus() {
    rig.define("api");
    rig.define("web");
    rig.define("webhook");
    rig.done(DeregisterTaskDefinitionRequest.builder().taskDefinition("web:1").build());
    assertEquals(
        List.of("api", "web", "webhook"), families(ListTaskDefinitionFamiliesRequest.builder()));
    assertEquals(
        List.of("web", "webhook"),
        families(ListTaskDefinitionFamiliesRequest.builder().familyPrefix("web").status("ALL")));
    assertEquals(
        List.of("api", "webhook"),
        families(ListTaskDefinitionFamiliesRequest.builder().status("ACTIVE")));
    assertEquals(
        List.of("web"), families(ListTaskDefinitionFamiliesRequest.builder().status("INACTIVE")));
    assertEquals(
        ApiRig.invalid("status must be ACTIVE, INACTIVE or ALL, not GONE."),
        rig.refused(ListTaskDefinitionFamiliesRequest.builder().status("GONE").build()));
  }

  private DescribeTaskDefinitionResponse describe(String reference) {
    return rig.reply(
        DescribeTaskDefinitionResponse.class,
        DescribeTaskDefinitionRequest.builder().taskDefinition(reference).build());
  }

  private WireError refusedDescribe(String reference) {
    return rig.refused(DescribeTaskDefinitionRequest.builder().taskDefinition(reference).build());
  }

  private List<String> families(ListTaskDefinitionFamiliesRequest.Builder request) {
    return rig.reply(ListTaskDefinitionFamiliesResponse.class, request.build()).families();
  }

  private List<String> list(ListTaskDefinitionsRequest.Builder request) {
    return names(
        rig.reply(ListTaskDefinitionsResponse.class, request.build()).taskDefinitionArns());
  }

  private static List<String> names(List<String> arns) {
    return arns.stream().map(arn -> arn.substring(arn.indexOf('/') + 1)).toList();
  }
}
