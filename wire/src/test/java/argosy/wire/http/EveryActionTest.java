package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Fixtures;
import argosy.wire.Operations;
import argosy.wire.Protocol;
import argosy.wire.Seeds;
import argosy.wire.Service;
import argosy.wire.Services;
import argosy.wire.shape.Form;
import argosy.wire.shape.ListNaming;
import argosy.wire.shape.Models;
import argosy.wire.shape.QueryShape;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sts.StsClient;

/// Every action of a service of each protocol, by the SDK's own clients: what they send is what
/// arrives, and what we answer is what they read, with nearly every member set.
class EveryActionTest {
  /// Those who call them have no key yet.
  private static final Set<String> UNSIGNED =
      Set.of("assumeRoleWithSAML", "assumeRoleWithWebIdentity");

  private final AtomicReference<SdkPojo> next = new AtomicReference<>();
  private final AtomicReference<Call> seen = new AtomicReference<>();
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    var front = new Front(new Echo(), Fixtures.KEYRING, InstantSource.system(), () -> "id-1");
    endpoint = Endpoint.start("127.0.0.1", 0, front, new NoSockets(), Map.of());
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void ofEcsInJson() {
    try (EcsClient client = pointed(EcsClient.builder()).build()) {
      assertUnderstood(70, 3, EcsClient.class, client);
    }
  }

  @Test
  void ofIamInQuery() {
    try (IamClient client = pointed(IamClient.builder()).build()) {
      assertUnderstood(170, 3, IamClient.class, client);
    }
  }

  @Test
  void ofLogsInJson() {
    try (CloudWatchLogsClient client = pointed(CloudWatchLogsClient.builder()).build()) {
      assertUnderstood(100, 3, CloudWatchLogsClient.class, client);
    }
  }

  @Test
  void ofStsInQuery() {
    try (StsClient client = pointed(StsClient.builder()).build()) {
      assertUnderstood(8, 20, StsClient.class, client);
    }
  }

  @Test
  void ofEc2InItsOwnQuery() {
    try (Ec2Client client = pointed(Ec2Client.builder()).build()) {
      assertUnderstood(700, 1, Ec2Client.class, client);
    }
  }

  @Test
  void ofCloudWatchInCbor() {
    try (CloudWatchClient client = pointed(CloudWatchClient.builder()).build()) {
      assertUnderstood(35, 10, CloudWatchClient.class, client);
    }
  }

  @Test
  void ofSchedulerInRestJson() {
    try (SchedulerClient client = pointed(SchedulerClient.builder()).build()) {
      assertUnderstood(12, 20, SchedulerClient.class, client);
    }
  }

  @Test
  void ofLambdaInRestJson() {
    try (LambdaClient client = pointed(LambdaClient.builder()).build()) {
      assertUnderstood(60, 5, LambdaClient.class, client);
    }
  }

  private void assertUnderstood(int actionsMin, int runs, Class<?> type, Object client) {
    List<Method> actions =
        Arrays.stream(type.getMethods())
            .filter(EveryActionTest::isAction)
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    assertTrue(actions.size() >= actionsMin, () -> actions.size() + " actions");
    Seeds.forAll(
        runs,
        random -> {
          for (Method action : actions) {
            SdkPojo request =
                Models.random(action.getParameterTypes()[0].asSubclass(SdkPojo.class), random);
            SdkPojo response =
                Models.random(action.getReturnType().asSubclass(SdkPojo.class), random);
            next.set(response);
            SdkPojo received = call(client, action, request);
            assertTrue(
                action.getName().equalsIgnoreCase(seen.get().action()),
                () -> action.getName() + " arrived as " + seen.get().action());
            assertSame(request, seen.get().request());
            assertSame(response, received);
          }
        });
  }

  private static boolean isAction(Method method) {
    return !UNSIGNED.contains(method.getName())
        && method.getParameterCount() == 1
        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && method.getReturnType().getSimpleName().endsWith("Response");
  }

  private SdkPojo call(Object client, Method action, SdkPojo request) {
    try {
      return (SdkPojo) action.invoke(client, request);
    } catch (InvocationTargetException e) {
      throw new AssertionError(request.toString(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private void assertSame(SdkPojo expected, SdkPojo actual) {
    Protocol protocol = seen.get().service().protocol();
    if (protocol.isForm() && !seen.get().service().equals(Services.CLOUDWATCH)) {
      // Forms and XML have no empty lists or structures.
      SdkPojo sent = read(expected);
      SdkPojo came = read(actual);
      if (!sent.equalsBySdkFields(came)) { // maps have no order, and some fractions are cut
        assertEquals(text(sent), text(came));
      }
    } else {
      assertTrue(expected.equalsBySdkFields(actual), () -> expected + "\ncame as\n" + actual);
    }
  }

  /// Without the gaps that empty structures leave in lists.
  private static SdkPojo read(SdkPojo model) {
    Form form = Form.parse(text(model).getBytes(UTF_8));
    return QueryShape.read(form, ListNaming.EC2, model.getClass());
  }

  private static String text(SdkPojo model) {
    var text = new StringBuilder();
    QueryShape.append(text, ListNaming.EC2, model);
    // The clients of some actions of EC2 cut fractions of seconds.
    return text.toString().replaceAll("\\.\\d{3}Z", "Z");
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

  private final class Echo implements Operations {
    @Override
    public Collection<Service> services() {
      return Services.ALL;
    }

    @Override
    public boolean isBuilt(Service service, String action) {
      return true;
    }

    @Override
    public Answer perform(Call call) {
      seen.set(call);
      return new Answer.Reply(next.get());
    }
  }
}
