package argosy.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.Seeds;
import argosy.wire.WireError;
import argosy.wire.shape.Models;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/// The SDK's own clients as the judges of our spelling: what they send is understood, and what we
/// answer is what they read.
class SdkClientsTest {
  private final AtomicReference<Answer> next = new AtomicReference<>();
  private final AtomicReference<Call> seen = new AtomicReference<>();
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    var operations = new FakeOperations();
    for (String action :
        new String[] {"RegisterTaskDefinition", "RunTask", "DescribeServices", "AssumeRole"}) {
      operations.on(
          action,
          call -> {
            seen.set(call);
            return next.get();
          });
    }
    var front = new Front(operations, Fixtures.KEYRING, InstantSource.system(), () -> "id-1");
    endpoint = Endpoint.start("127.0.0.1", 0, front, new NoSockets(), Map.of());
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void ecsIsUnderstoodBothWays() {
    try (EcsClient ecs = pointed(EcsClient.builder()).build()) {
      Seeds.forAll(
          30,
          random -> {
            var register =
                (RegisterTaskDefinitionRequest)
                    Models.random(RegisterTaskDefinitionRequest.class, random);
            SdkPojo answer = answer(Models.random(RegisterTaskDefinitionResponse.class, random));
            assertSame(answer, ecs.registerTaskDefinition(register));
            assertSame(register, seen.get().request());
            var run = (RunTaskRequest) Models.random(RunTaskRequest.class, random);
            answer = answer(Models.random(RunTaskResponse.class, random));
            assertSame(answer, ecs.runTask(run));
            assertSame(run, seen.get().request());
            var describe =
                (DescribeServicesRequest) Models.random(DescribeServicesRequest.class, random);
            answer = answer(Models.random(DescribeServicesResponse.class, random));
            assertSame(answer, ecs.describeServices(describe));
            assertSame(describe, seen.get().request());
          });
    }
  }

  @Test
  void stsIsUnderstoodBothWays() {
    try (StsClient sts = pointed(StsClient.builder()).build()) {
      Seeds.forAll(
          30,
          random -> {
            var request = (AssumeRoleRequest) Models.random(AssumeRoleRequest.class, random);
            SdkPojo answer = answer(Models.random(AssumeRoleResponse.class, random));
            assertSame(answer, sts.assumeRole(request));
            assertSame(request, seen.get().request());
          });
    }
  }

  @Test
  void errorsAreTheirExceptions() {
    next.set(
        new Answer.Refused(WireError.client("ClusterNotFoundException", "Cluster not found.")));
    try (EcsClient ecs = pointed(EcsClient.builder()).build()) {
      var refused =
          assertThrows(
              ClusterNotFoundException.class,
              () -> ecs.runTask(it -> it.taskDefinition("web").cluster("none")));
      assertEquals("Cluster not found.", refused.awsErrorDetails().errorMessage());
      assertEquals("id-1", refused.requestId());
    }
    next.set(new Answer.Refused(new WireError("AccessDenied", "not you", 403)));
    try (StsClient sts = pointed(StsClient.builder()).build()) {
      var refused =
          assertThrows(
              StsException.class, () -> sts.assumeRole(it -> it.roleArn("r").roleSessionName("s")));
      assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
      assertEquals("not you", refused.awsErrorDetails().errorMessage());
      assertEquals(403, refused.statusCode());
    }
  }

  private SdkPojo answer(SdkPojo response) {
    next.set(new Answer.Reply(response));
    return response;
  }

  private static void assertSame(SdkPojo expected, SdkPojo actual) {
    assertTrue(expected.equalsBySdkFields(actual), () -> expected + "\ncame as\n" + actual);
  }

  private <B extends AwsClientBuilder<B, C>, C> B pointed(B builder) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + endpoint.port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    Fixtures.ROOT.accessKeyId(), Fixtures.ROOT.secretAccessKey())));
  }
}
