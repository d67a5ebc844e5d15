package argosy.api.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import argosy.domain.iam.AwsManaged;
import argosy.domain.iam.ReadPolicy;
import argosy.domain.state.Picture;
import argosy.wire.WireError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

class PoliciesTest {
  private static final String TEXT =
      """
      {"Version": "2012-10-17",
       "Statement": {"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}}
      """;

  private final ApiRig rig = new ApiRig();

  /// What GetPolicyVersion tells of AWS's policies is what they do.
  @Test
  void awsPoliciesDoWhatTheySay() {
    AwsManaged.andOwn(Picture.EMPTY)
        .forEach(policy ->
            assertEquals(
                new ReadPolicy.Read.Well(policy.document().policy()),
                Documents.read(policy.document().text()),
                policy.name()));
  }

  private static String decoded(String document) {
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  @Test
  void anInlinePolicyOfAUserIsToldAsItWasWritten() {
    rig.user("bob");
    rig.done(put("p").policyDocument(TEXT).build());
    var get = GetUserPolicyRequest.builder().userName("bob").policyName("p").build();
    String document = rig.reply(GetUserPolicyResponse.class, get).policyDocument();
    assertEquals(TEXT, decoded(document));
    assertEquals("%7B%22Version%22%3A%20%22", document.substring(0, 25));
    var list = ListUserPoliciesRequest.builder().userName("bob").build();
    assertEquals(List.of("p"), rig.reply(ListUserPoliciesResponse.class, list).policyNames());
    rig.done(DeleteUserPolicyRequest.builder().userName("bob").policyName("p").build());
    assertEquals(
        new WireError("NoSuchEntity", "The user policy with name p cannot be found.", 404),
        rig.refused(get));
  }

  private static PutUserPolicyRequest.Builder put(String name) {
    return PutUserPolicyRequest.builder().userName("bob").policyName(name);
  }

  @Test
  void aGroupHasPoliciesAsAUserHas() {
    rig.done(CreateGroupRequest.builder().groupName("devs").build());
    rig.done(
        PutGroupPolicyRequest.builder()
            .groupName("devs")
            .policyName("p")
            .policyDocument(TEXT)
            .build());
    var get = GetGroupPolicyRequest.builder().groupName("devs").policyName("p").build();
    assertEquals(TEXT, decoded(rig.reply(GetGroupPolicyResponse.class, get).policyDocument()));
    var list = ListGroupPoliciesRequest.builder().groupName("devs").build();
    assertEquals(List.of("p"), rig.reply(ListGroupPoliciesResponse.class, list).policyNames());
    rig.done(DeleteGroupPolicyRequest.builder().groupName("devs").policyName("p").build());

    String arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    rig.done(AttachGroupPolicyRequest.builder().groupName("devs").policyArn(arn).build());
    var attached = ListAttachedGroupPoliciesRequest.builder().groupName("devs").build();
    assertEquals(
        List.of(AttachedPolicy.builder().policyArn(arn).policyName("ReadOnlyAccess").build()),
        rig.reply(ListAttachedGroupPoliciesResponse.class, attached).attachedPolicies());
    rig.done(DetachGroupPolicyRequest.builder().groupName("devs").policyArn(arn).build());
  }

  @Test
  void whatIsNoJsonIsMalformed() {
    rig.user("bob");
    for (String odd : List.of("", "{", "nonsense", "{\"Version\":1,\"Version\":2}", TEXT + "x")) {
      WireError error = rig.refused(put("p").policyDocument(odd).build());
      assertEquals("MalformedPolicyDocument", error.code(), odd);
      assertEquals(400, error.status());
      assertEquals("Syntax errors in policy.", error.message().substring(0, 24));
    }
  }

  @Test
  void whatCannotBeEvaluatedIsSaid() {
    rig.user("bob");
    String byAddress =
        TEXT.replace(
            "\"*\"}}", "\"*\", \"Condition\": {\"StringEquals\": {\"aws:SourceVpc\": \"v\"}}}}");
    assertEquals(
        WireError.client(
            "MalformedPolicyDocument",
            "Argosy can't evaluate the condition key 'aws:SourceVpc' yet; docs/compat.md lists"
                + " those that it can."),
        rig.refused(put("p").policyDocument(byAddress).build()));
  }

  @Test
  void aManagedPolicyHasOneVersion() {
    Policy made =
        rig.reply(
                CreatePolicyResponse.class,
                CreatePolicyRequest.builder()
                    .policyName("run")
                    .path("/team/")
                    .description("Runs")
                    .policyDocument(TEXT)
                    .build())
            .policy();
    assertEquals("arn:aws:iam::123456789012:policy/team/run", made.arn());
    var get = GetPolicyRequest.builder().policyArn(made.arn()).build();
    assertEquals(made, rig.reply(GetPolicyResponse.class, get).policy());
    var versions = ListPolicyVersionsRequest.builder().policyArn(made.arn()).build();
    assertEquals(
        "v1",
        rig.reply(ListPolicyVersionsResponse.class, versions).versions().getFirst().versionId());
    var version = GetPolicyVersionRequest.builder().policyArn(made.arn()).versionId("v1");
    assertEquals(
        TEXT,
        decoded(
            rig.reply(GetPolicyVersionResponse.class, version.build()).policyVersion().document()));
    assertEquals(
        new WireError("NoSuchEntity", "Policy " + made.arn() + " version v2 does not exist.", 404),
        rig.refused(version.versionId("v2").build()));
    rig.done(DeletePolicyRequest.builder().policyArn(made.arn()).build());
    assertEquals(404, rig.refused(get).status());
  }

  @Test
  void policiesAreListedByWhoseTheyAre() {
    rig.user("bob", "ReadOnlyAccess", "AdministratorAccess");
    rig.done(CreatePolicyRequest.builder().policyName("a").policyDocument(TEXT).build());
    assertEquals(8, listed(ListPoliciesRequest.builder().scope("AWS")).size());
    assertEquals(List.of("a"), listed(ListPoliciesRequest.builder().scope("Local")));
    assertEquals(9, listed(ListPoliciesRequest.builder()).size());
    assertEquals(
        List.of("AdministratorAccess", "ReadOnlyAccess"),
        listed(ListPoliciesRequest.builder().onlyAttached(true)));
    var list = ListAttachedUserPoliciesRequest.builder().userName("bob").maxItems(1);
    var first = rig.reply(ListAttachedUserPoliciesResponse.class, list.build());
    assertEquals("AdministratorAccess", first.attachedPolicies().getFirst().policyName());
    var second =
        rig.reply(ListAttachedUserPoliciesResponse.class, list.marker(first.marker()).build());
    assertEquals("ReadOnlyAccess", second.attachedPolicies().getFirst().policyName());
    assertEquals(false, second.isTruncated());
    rig.done(
        DetachUserPolicyRequest.builder()
            .userName("bob")
            .policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")
            .build());
  }

  private List<String> listed(ListPoliciesRequest.Builder request) {
    return rig.reply(ListPoliciesResponse.class, request.build()).policies().stream()
        .map(Policy::policyName)
        .toList();
  }
}
