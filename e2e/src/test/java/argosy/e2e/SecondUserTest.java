package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import tools.jackson.databind.JsonNode;

/// A second user is made, refused and allowed, by the SDK's clients and by the AWS CLI.
class SecondUserTest {
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  private static final String MAY_NOT_CREATE =
      "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: ecs:CreateCluster on"
          + " resource: * ";

  private Argosy argosy;
  private IamClient iam;

  @BeforeEach
  void start() throws Exception {
    argosy = Argosy.start();
    iam = Clients.pointed(IamClient.builder(), argosy.exports()).build();
  }

  @AfterEach
  void clear() throws Exception {
    iam.close();
    argosy.close();
  }

  private static String policy(String effect, String action) {
    return ("{\"Version\":\"2012-10-17\",\"Statement\":"
            + "[{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"}]}")
        .formatted(effect, action);
  }

  private Exports exports(AccessKey key) throws Exception {
    return argosy.exports().with(key.accessKeyId(), key.secretAccessKey());
  }

  private static void assertRefused(String code, String message, Clients clients) {
    var refused =
        assertThrows(
            AwsServiceException.class,
            () -> clients.ecs().createCluster(it -> it.clusterName("c")));
    assertEquals(code, refused.awsErrorDetails().errorCode());
    assertTrue(refused.awsErrorDetails().errorMessage().contains(message), refused.getMessage());
  }

  @Test
  void bySdk() throws Exception {
    String id = iam.createUser(it -> it.userName("bob")).user().userId();
    AccessKey key = iam.createAccessKey(it -> it.userName("bob")).accessKey();
    try (Clients bob = Clients.of(exports(key))) {
      var identity = bob.sts().getCallerIdentity();
      assertEquals("arn:aws:iam::123456789012:user/bob", identity.arn());
      assertEquals(id, identity.userId());
      assertRefused(
          "AccessDeniedException",
          MAY_NOT_CREATE + "because no identity-based policy allows the ecs:CreateCluster action",
          bob);

      iam.putUserPolicy(
          it -> it.userName("bob").policyName("all").policyDocument(policy("Allow", "ecs:*")));
      assertEquals("ACTIVE", bob.ecs().createCluster(it -> it.clusterName("c")).cluster().status());

      iam.putUserPolicy(it ->
          it.userName("bob").policyName("not").policyDocument(policy("Deny", "ecs:CreateCluster")));
      assertRefused(
          "AccessDeniedException",
          MAY_NOT_CREATE + "with an explicit deny in an identity-based policy",
          bob);

      assertOutlivesTheServer(bob);
      assertInactive(key, bob);
      assertAllowedAsOneOfAGroup(bob);
    }
  }

  private void assertOutlivesTheServer(Clients bob) throws Exception {
    argosy.crash();
    argosy.up();
    assertRefused("AccessDeniedException", "with an explicit deny", bob);
    assertEquals(
        "c",
        bob.ecs().describeClusters(it -> it.clusters("c")).clusters().getFirst().clusterName());
  }

  private void assertInactive(AccessKey key, Clients bob) {
    iam.updateAccessKey(
        it -> it.userName("bob").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
    assertRefused("UnrecognizedClientException", "security token", bob);
    var refused = assertThrows(AwsServiceException.class, () -> bob.sts().getCallerIdentity());
    assertEquals("InvalidClientTokenId", refused.awsErrorDetails().errorCode());
    iam.updateAccessKey(
        it -> it.userName("bob").accessKeyId(key.accessKeyId()).status(StatusType.ACTIVE));
  }

  private void assertAllowedAsOneOfAGroup(Clients bob) {
    for (String inline : iam.listUserPolicies(it -> it.userName("bob")).policyNames()) {
      iam.deleteUserPolicy(it -> it.userName("bob").policyName(inline));
    }
    assertThrows(AwsServiceException.class, () -> bob.ecs().listClusters());
    iam.createGroup(it -> it.groupName("readers"));
    iam.attachGroupPolicy(it -> it.groupName("readers").policyArn(READ_ONLY));
    iam.addUserToGroup(it -> it.groupName("readers").userName("bob"));
    assertTrue(bob.ecs().listClusters().hasClusterArns());
    assertRefused("AccessDeniedException", "because no identity-based policy", bob);
  }

  @Test
  void byTheAwsCli(TestReporter reporter) throws Exception {
    AwsCli.assume(reporter);
    var root = new AwsCli(argosy.exports());
    root.ask("iam create-user --user-name bob");
    JsonNode key = root.ask("iam create-access-key --user-name bob").path("AccessKey");
    String keyId = key.path("AccessKeyId").asString();
    String secret = key.path("SecretAccessKey").asString();
    var bob = new AwsCli(argosy.exports().with(keyId, secret).in("eu-west-1"));
    assertEquals(
        "arn:aws:iam::123456789012:user/bob",
        bob.ask("sts get-caller-identity").path("Arn").asString());
    Ran refused = bob.run("ecs create-cluster --cluster-name c");
    assertTrue(refused.err().contains("(AccessDeniedException)"), refused.err());
    assertTrue(refused.err().contains(MAY_NOT_CREATE), refused.err());
    Ran unseen = bob.run("iam list-users");
    assertTrue(unseen.err().contains("(AccessDenied)"), unseen.err());

    root.run(
            "iam put-user-policy --user-name bob --policy-name p --policy-document "
                + policy("Allow", "ecs:*"))
        .well();
    assertEquals(
        "arn:aws:ecs:eu-west-1:123456789012:cluster/c",
        bob.ask("ecs create-cluster --cluster-name c").at("/cluster/clusterArn").asString());
    assertEquals(
        "ecs:*",
        root.ask("iam get-user-policy --user-name bob --policy-name p")
            .at("/PolicyDocument/Statement/0/Action")
            .asString());
    assertEquals(
        8, root.ask("iam list-policies --scope AWS --page-size 2").path("Policies").size());
    root.run("iam delete-access-key --user-name bob --access-key-id " + keyId).well();
    Ran gone = bob.run("sts get-caller-identity");
    assertTrue(gone.err().contains("InvalidClientTokenId"), gone.err());
  }
}
