package argosy.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.wire.Answer;
import argosy.wire.Caller;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PutAttributesRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesRequest;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerAgentRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/// Who may do what, and what a request is said to be about.
class LeaveTest {
  private static final String ECS = ApiRig.ARN;
  private static final String IAM = "arn:aws:iam::123456789012:";

  private final ApiRig rig = new ApiRig();
  private final Caller bob = rig.user("bob");

  private WireError refusal(SdkPojo request) {
    return rig.refused(request, bob);
  }

  /// The refused resource, out of AWS's sentence.
  private void assertAbout(String arn, SdkPojo request) {
    String message = refusal(request).message();
    String named = message.replaceFirst(".* on resource: (\\S+) because .*", "$1");
    assertEquals(arn, named, message);
  }

  @Test
  void aRefusalIsSpelledAsTheServiceSpellsIt() {
    String why =
        "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: %s on resource: %s"
            + " because no identity-based policy allows the %s action";
    assertEquals(
        new WireError(
            "AccessDeniedException",
            why.formatted("ecs:CreateCluster", "*", "ecs:CreateCluster"),
            400),
        refusal(CreateClusterRequest.builder().build()));
    assertEquals(
        new WireError(
            "AccessDenied", why.formatted("iam:ListUsers", IAM + "user/", "iam:ListUsers"), 403),
        refusal(ListUsersRequest.builder().build()));
  }

  @Test
  void everybodyMayAskWhoTheyAre() {
    Answer answer =
        rig.call(Service.STS, "us-east-1", GetCallerIdentityRequest.builder().build(), bob);
    assertInstanceOf(Answer.Reply.class, answer);
  }

  @Test
  void whatRequestsOfEcsAreAbout() {
    rig.withCluster();
    rig.define("web");
    rig.define("web");
    assertAbout(ECS + "cluster/a", DeleteClusterRequest.builder().cluster("a").build());
    assertAbout(
        ECS + "cluster/a", DeleteClusterRequest.builder().cluster(ECS + "cluster/a").build());
    assertAbout(ECS + "cluster/default", DescribeClustersRequest.builder().build());
    assertAbout(ECS + "cluster/default", ListContainerInstancesRequest.builder().build());
    assertAbout(
        ECS + "cluster/b",
        PutClusterCapacityProvidersRequest.builder().cluster("b").capacityProviders("p").build());
    assertAbout(ECS + "cluster/default", SubmitTaskStateChangeRequest.builder().task("t").build());
    assertAbout(ECS + "task/b/t", StopTaskRequest.builder().cluster("b").task("t").build());
    assertAbout(ECS + "task/default/t", DescribeTasksRequest.builder().tasks("t", "u").build());
    assertAbout(ECS + "container-instance/default/*", ListTasksRequest.builder().build());
    assertAbout(
        ECS + "container-instance/default/i",
        ListTasksRequest.builder().containerInstance("i").build());
    assertAbout(
        ECS + "container-instance/default/i",
        PutAttributesRequest.builder()
            .attributes(Attribute.builder().name("a").targetId("i").build())
            .build());
    assertAbout(
        ECS + "container-instance/default/i",
        UpdateContainerInstancesStateRequest.builder().containerInstances("i").build());
    assertAbout(
        ECS + "container-instance/default/i",
        UpdateContainerAgentRequest.builder().containerInstance("i").build());
    assertAbout(
        ECS + "cluster/default",
        DeregisterContainerInstanceRequest.builder().containerInstance("i").build());
    assertAbout(ECS + "cluster/default", SubmitAttachmentStateChangesRequest.builder().build());
    assertAbout(
        ECS + "task/c/t", UpdateTaskProtectionRequest.builder().cluster("c").tasks("t").build());
    assertAbout(
        ECS + "task-definition/web:2",
        StartTaskRequest.builder().taskDefinition("web").containerInstances("i").build());
    assertAbout(ECS + "task-definition/web:2", run("web"));
    assertAbout(ECS + "task-definition/web:1", run("web:1"));
    assertAbout(ECS + "task-definition/web:2", run(ECS + "task-definition/web"));
    assertAbout(ECS + "task-definition/none:*", run("none"));
    assertAbout("*", CreateCapacityProviderRequest.builder().name("p").build());
    assertAbout("*", DescribeTaskDefinitionRequest.builder().taskDefinition("web").build());
    assertAbout(ECS + "capacity-provider/*", DescribeCapacityProvidersRequest.builder().build());
    assertAbout(
        ECS + "capacity-provider/p", UpdateCapacityProviderRequest.builder().name("p").build());
    assertAbout(
        ECS + "cluster/x", TagResourceRequest.builder().resourceArn(ECS + "cluster/x").build());
  }

  @Test
  void whatRequestsOfServicesAreAbout() {
    rig.withCluster();
    assertAbout(
        ECS + "service/c/web",
        CreateServiceRequest.builder()
            .cluster("c")
            .serviceName("web")
            .taskDefinition("web")
            .build());
    assertAbout(
        ECS + "service/default/web",
        UpdateServiceRequest.builder().service("web").taskDefinition("web").build());
    assertAbout(
        ECS + "service/default/web",
        DeleteServiceRequest.builder().service(ECS + "service/default/web").build());
    assertAbout(
        ECS + "service/default/web", DescribeServicesRequest.builder().services("web").build());
    assertAbout("*", ListServicesRequest.builder().build());
    assertAbout("*", ListServicesByNamespaceRequest.builder().namespace("n").build());
    assertAbout(
        ECS + "service/default/web",
        ListServiceDeploymentsRequest.builder().service("web").build());
    String deployment = ECS + "service-deployment/default/web/d";
    assertAbout(
        deployment,
        DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(deployment).build());
    assertAbout(
        deployment,
        StopServiceDeploymentRequest.builder().serviceDeploymentArn(deployment).build());
    String revision = ECS + "service-revision/default/web/1";
    assertAbout(
        revision, DescribeServiceRevisionsRequest.builder().serviceRevisionArns(revision).build());
  }

  private static RunTaskRequest run(String definition) {
    return RunTaskRequest.builder().taskDefinition(definition).build();
  }

  @Test
  void whatRequestsOfIamAreAbout() {
    rig.done(CreateUserRequest.builder().userName("ann").path("/team/").build());
    assertAbout(IAM + "user/bob", CreateAccessKeyRequest.builder().build());
    assertAbout(IAM + "user/team/ann", CreateAccessKeyRequest.builder().userName("Ann").build());
    assertAbout(IAM + "user/none", CreateAccessKeyRequest.builder().userName("none").build());
    assertAbout(
        IAM + "user/x/new", CreateUserRequest.builder().userName("new").path("/x/").build());
    assertAbout(
        IAM + "group/g", AddUserToGroupRequest.builder().groupName("g").userName("bob").build());
    assertAbout(
        IAM + "user/bob",
        AttachUserPolicyRequest.builder().userName("bob").policyArn("arn:p").build());
    assertAbout("arn:p", GetPolicyRequest.builder().policyArn("arn:p").build());
    assertAbout(IAM + "policy/", ListPoliciesRequest.builder().build());
  }

  @Test
  void whoMovesSomethingNeedsLeaveForWhereItGoes() {
    allow("\"iam:*\"", "\"" + IAM + "user/bob\"");
    assertAbout(
        IAM + "user/rob", UpdateUserRequest.builder().userName("bob").newUserName("rob").build());
  }

  @Test
  void leaveIsGivenByCluster() {
    rig.done(CreateClusterRequest.builder().clusterName("mine").build());
    allow(
        "\"ecs:*\"",
        "\"*\", \"Condition\": {\"ArnEquals\": {\"ecs:cluster\": \"" + ECS + "cluster/mine\"}}");
    assertInstanceOf(
        Answer.Reply.class,
        rig.call(
            Service.ECS, "us-east-1", ListTasksRequest.builder().cluster("mine").build(), bob));
    assertEquals(
        "AccessDeniedException",
        refusal(ListTasksRequest.builder().cluster("other").build()).code());
  }

  @Test
  void aDeniedRevisionIsDeniedUnderItsFamilysNameToo() {
    rig.withCluster().host("default");
    rig.define("web");
    allow("\"ecs:*\"", "\"*\"");
    assertInstanceOf(Answer.Reply.class, rig.call(Service.ECS, "us-east-1", run("web"), bob));
    policy("deny", "Deny", "\"ecs:RunTask\"", "\"" + ECS + "task-definition/web:1\"");
    assertEquals(
        "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: ecs:RunTask on"
            + " resource: arn:aws:ecs:us-east-1:123456789012:task-definition/web:1 with an explicit"
            + " deny in an identity-based policy",
        refusal(run("web")).message());
  }

  private void allow(String action, String resource) {
    policy("allow", "Allow", action, resource);
  }

  private void policy(String name, String effect, String action, String resource) {
    rig.done(
        PutUserPolicyRequest.builder()
            .userName("bob")
            .policyName(name)
            .policyDocument(
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \""
                    + effect
                    + "\", \"Action\": "
                    + action
                    + ", \"Resource\": "
                    + resource
                    + "}]}")
            .build());
  }

  @Test
  void eachOfSeveralThingsNeedsLeave() {
    rig.withCluster();
    allow("\"ecs:DescribeTasks\"", "\"" + ECS + "task/default/t\"");
    assertInstanceOf(
        Answer.Reply.class,
        rig.call(Service.ECS, "us-east-1", DescribeTasksRequest.builder().tasks("t").build(), bob));
    assertAbout(
        ECS + "task/default/u", DescribeTasksRequest.builder().tasks(List.of("t", "u")).build());
  }
}
