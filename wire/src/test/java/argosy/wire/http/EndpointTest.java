package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.wire.Answer;
import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.client.AwsClient;
import argosy.wire.client.ControlPlane;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// The endpoint over real connections, with our own client at the other end.
class EndpointTest {
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    var operations =
        new FakeOperations()
            .on(
                "ListClusters",
                call ->
                    new Answer.Reply(
                        ListClustersResponse.builder()
                            .clusterArns(call.caller().arn(), call.region(), call.requestId())
                            .build()))
            .on(
                "DescribeSubnets",
                call -> {
                  var asked = (DescribeSubnetsRequest) call.request();
                  var found =
                      Subnet.builder()
                          .subnetId(asked.subnetIds() + " " + asked.filters().getFirst().values())
                          .tags(Tag.builder().key("name").value("a & b").build());
                  return new Answer.Reply(
                      DescribeSubnetsResponse.builder().subnets(found.build()).build());
                })
            .on(
                "DescribeVpcs",
                _ -> new Answer.Refused(WireError.client("InvalidVpcID.NotFound", "no such VPC")))
            .on(
                "ListServices",
                _ ->
                    new Answer.Refused(
                        WireError.client("ClusterNotFoundException", "Cluster not found.")))
            .on(
                "GetCallerIdentity",
                call ->
                    new Answer.Reply(
                        GetCallerIdentityResponse.builder()
                            .account(call.caller().account())
                            .arn(call.caller().arn())
                            .userId("<&>")
                            .build()));
    var front = new Front(operations, Fixtures.KEYRING, Fixtures.CLOCK, () -> "request-1");
    endpoint =
        Endpoint.start(
            "127.0.0.1",
            0,
            front,
            new NoSockets(),
            Map.of("/_argosy/health", _ -> Page.json(200, "{}"), "/_argosy/echo", new Echo()));
  }

  /// A page that is asked with something.
  private static final class Echo implements Page {
    @Override
    public String method() {
      return "POST";
    }

    @Override
    public HttpResponse answer(argosy.wire.HttpRequest request) {
      return Page.json(200, new String(request.body(), UTF_8));
    }
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void aSignedCallIsAnswered() throws Exception {
    ListClustersResponse answer =
        ecs(Fixtures.ROOT).call(ListClustersRequest.builder().build(), ListClustersResponse.class);
    assertEquals(
        List.of("arn:aws:iam::000000000000:root", "us-east-1", "request-1"), answer.clusterArns());
  }

  @Test
  void shortLivedCredentialsWork() throws Exception {
    ListClustersResponse answer =
        ecs(Fixtures.TASK).call(ListClustersRequest.builder().build(), ListClustersResponse.class);
    assertEquals(Fixtures.TASK_CALLER.arn(), answer.clusterArns().getFirst());
  }

  @Test
  void queryServicesAreAnswered() throws Exception {
    var sts = new AwsClient(http(""), "us-east-1", Fixtures.ROOT, Service.STS, Fixtures.CLOCK);
    GetCallerIdentityResponse answer =
        sts.call(GetCallerIdentityRequest.builder().build(), GetCallerIdentityResponse.class);
    assertEquals("000000000000", answer.account());
    assertEquals("<&>", answer.userId());
  }

  @Test
  void ec2IsAnswered() throws Exception {
    var ec2 = new AwsClient(http(""), "us-east-1", Fixtures.ROOT, Service.EC2, Fixtures.CLOCK);
    var asked =
        DescribeSubnetsRequest.builder()
            .filters(Filter.builder().name("vpc-id").values("vpc-1", "vpc-2").build())
            .subnetIds("subnet-1")
            .build();
    DescribeSubnetsResponse answer = ec2.call(asked, DescribeSubnetsResponse.class);
    assertEquals("[subnet-1] [vpc-1, vpc-2]", answer.subnets().getFirst().subnetId());
    assertEquals("a & b", answer.subnets().getFirst().tags().getFirst().value());
    var refused =
        assertThrows(
            ControlPlane.Refusal.class,
            () -> ec2.call(DescribeVpcsRequest.builder().build(), DescribeVpcsResponse.class));
    assertEquals("InvalidVpcID.NotFound", refused.code());
    assertEquals("no such VPC", refused.getMessage());
    assertEquals(400, refused.status());
    assertEquals("request-1", refused.requestId());
  }

  @Test
  void refusalsArriveWithTheirCodes() {
    var refused =
        assertThrows(
            ControlPlane.Refusal.class,
            () ->
                ecs(Fixtures.ROOT)
                    .call(ListServicesRequest.builder().build(), ListServicesResponse.class));
    assertEquals("ClusterNotFoundException", refused.code());
    assertEquals("Cluster not found.", refused.getMessage());
    assertEquals(400, refused.status());
    assertEquals("request-1", refused.requestId());
    var unbuilt =
        assertThrows(
            ControlPlane.Refusal.class,
            () ->
                ecs(Fixtures.ROOT)
                    .call(ListTasksRequest.builder().build(), ListTasksResponse.class));
    assertEquals("ActionNotBuilt", unbuilt.code());
    assertEquals(501, unbuilt.status());
  }

  @Test
  void aWrongSecretIsRefused() {
    var wrong = new Credentials("AKIAROOT", "wrong", null);
    var refused =
        assertThrows(
            ControlPlane.Refusal.class,
            () ->
                ecs(wrong).call(ListClustersRequest.builder().build(), ListClustersResponse.class));
    assertEquals("InvalidSignatureException", refused.code());
  }

  @Test
  void pagesNeedNoSignatureAndEverythingElseDoes() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var health = client.send(get("/_argosy/health"), BodyHandlers.ofString());
      assertEquals(200, health.statusCode());
      assertEquals("{}", health.body());
      var other = client.send(get("/anything"), BodyHandlers.ofString());
      assertEquals(400, other.statusCode());
      assertEquals(
          "{\"__type\":\"MissingAuthenticationTokenException\","
              + "\"message\":\"Missing Authentication Token\"}",
          other.body());
    }
  }

  @Test
  void aPageMayBeAskedWithABodyAndThenOnlySo() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var asked =
          HttpRequest.newBuilder(http("/_argosy/echo"))
              .POST(BodyPublishers.ofString("{\"x\":1}"))
              .build();
      assertEquals("{\"x\":1}", client.send(asked, BodyHandlers.ofString()).body());
      assertEquals(400, client.send(get("/_argosy/echo"), BodyHandlers.ofString()).statusCode());
    }
  }

  @Test
  void bodiesMayComeInChunks() throws Exception {
    byte[] body = "{\"maxResults\":7}".getBytes(UTF_8);
    Headers headers =
        Headers.of(
            "Host",
            "127.0.0.1:" + endpoint.port(),
            "X-Amz-Target",
            Service.ECS.target() + ".ListClusters");
    var request = HttpRequest.newBuilder(http("/"));
    Signer.sign(
            new SignableRequest("POST", "/", "", headers, body),
            Fixtures.ROOT,
            "us-east-1",
            "ecs",
            Fixtures.NOON)
        .forEach(request::header);
    request
        .header("X-Amz-Target", Service.ECS.target() + ".ListClusters")
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
    }
  }

  @Test
  void aPortInUseIsAnError() {
    var front = new Front(new FakeOperations(), Fixtures.KEYRING, Fixtures.CLOCK, () -> "");
    assertThrows(
        IOException.class,
        () -> Endpoint.start("127.0.0.1", endpoint.port(), front, new NoSockets(), Map.of()));
  }

  private AwsClient ecs(Credentials credentials) {
    return new AwsClient(http(""), "us-east-1", credentials, Service.ECS, Fixtures.CLOCK);
  }

  private URI http(String path) {
    return URI.create("http://127.0.0.1:" + endpoint.port() + path);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(http(path)).build();
  }
}
