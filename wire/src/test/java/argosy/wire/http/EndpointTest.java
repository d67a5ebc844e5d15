package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.client.AwsClient;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.SignedSocket;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// The endpoint over real sockets, with our own clients at the other end.
class EndpointTest {
  private final BlockingQueue<String> heardByServer = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heardByClient = new LinkedBlockingQueue<>();
  private final BlockingQueue<Socket> serverSockets = new LinkedBlockingQueue<>();
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
            new Routes(),
            Map.of("/_argosy/health", _ -> Page.json(200, "{}")));
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
  void anOversizedBodyIsRefused() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var body = HttpRequest.BodyPublishers.ofByteArray(new byte[Service.BODY_BYTES_USUAL + 1]);
      var refused =
          client.send(
              HttpRequest.newBuilder(http("/")).POST(body).build(), BodyHandlers.ofString());
      assertEquals(413, refused.statusCode());
      assertEquals(
          "{\"__type\":\"RequestEntityTooLargeException\","
              + "\"message\":\"A request has at most 1048576 bytes.\"}",
          refused.body());
    }
  }

  @Test
  void oversizedHeadersAreRefused() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var refused =
          client.send(
              HttpRequest.newBuilder(http("/")).header("X-Long", "x".repeat(17_000)).build(),
              BodyHandlers.ofString());
      assertEquals(431, refused.statusCode());
      assertTrue(refused.body().startsWith("{\"__type\":\"RequestEntityTooLargeException\""));
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
  void socketsCarryTextBothWaysInOrder() throws Exception {
    Socket client = socket("/ws?name=a%20b&x=%2B+%2B", Fixtures.ROOT);
    Socket server = serverSockets.poll(5, TimeUnit.SECONDS);
    assertEquals("open /ws a b|+ +|us-east-1|AKIAROOT", heardByServer.poll(5, TimeUnit.SECONDS));
    List<String> texts =
        IntStream.range(0, 500).mapToObj(i -> i + "é".repeat(i * 7 % 900)).toList();
    for (String text : texts) {
      client.send(text);
      server.send(text);
    }
    for (String text : texts) {
      assertEquals(text, heardByServer.poll(5, TimeUnit.SECONDS));
      assertEquals(text, heardByClient.poll(5, TimeUnit.SECONDS));
    }
    String large = "x".repeat(SocketEnd.TEXT_BYTES_MAX - 1);
    server.send(large);
    client.send(large);
    assertEquals(large, heardByClient.poll(5, TimeUnit.SECONDS));
    assertEquals(large, heardByServer.poll(5, TimeUnit.SECONDS));
    server.close(1000, "bye");
    assertEquals("closed 1000 bye", heardByClient.poll(5, TimeUnit.SECONDS));
    assertTrue(heardByServer.poll(5, TimeUnit.SECONDS).startsWith("closed 1000"));
    server.send("into the void");
    client.send("into the void");
    client.close(1000, "again");
    endpoint.close();
    assertTrue(heardByClient.isEmpty() && heardByServer.isEmpty());
  }

  @Test
  void theClientMayCloseToo() throws Exception {
    Socket client = socket("/ws?name=a&x=", Fixtures.TASK);
    assertEquals("open /ws a||us-east-1|ASIATASK", heardByServer.poll(5, TimeUnit.SECONDS));
    client.send("last");
    client.close(1000, "done");
    assertEquals("last", heardByServer.poll(5, TimeUnit.SECONDS));
    assertEquals("closed 1000 done", heardByServer.poll(5, TimeUnit.SECONDS));
    assertTrue(heardByClient.poll(5, TimeUnit.SECONDS).startsWith("closed 1000"));
  }

  @Test
  void stoppingTheServerClosesSockets() throws Exception {
    Socket unused = socket("/ws?name=a&x=", Fixtures.ROOT);
    endpoint.close();
    assertTrue(heardByClient.poll(5, TimeUnit.SECONDS).startsWith("closed 100"));
    assertTrue(unused.toString().length() > 0);
  }

  @Test
  void refusedUpgradesSayWhy() {
    String routed = refusal("/ws?refuse=1", Fixtures.ROOT);
    assertTrue(routed.endsWith("status 400, {\"type\":\"InactiveInstanceException\"}"), routed);
    String unsigned = refusal("/ws?name=a", new Credentials("AKIANONE", "x", null));
    String denied =
        "status 403, {\"type\":\"AccessDeniedException\",\"message\":{\"message\":"
            + "\"UnrecognizedClientException: The security token";
    assertTrue(unsigned.contains(denied), unsigned);
    assertThrows(IOException.class, () -> socket("/elsewhere", Fixtures.ROOT));
  }

  @Test
  void aPeerThatDoesNotReadIsGivenUp() throws Exception {
    var reads = new CountDownLatch(1);
    URI uri = URI.create("ws://127.0.0.1:" + endpoint.port() + "/ws?name=a&x=");
    SignedSocket.open(
        uri,
        "us-east-1",
        Fixtures.ROOT,
        Service.ECS,
        Fixtures.CLOCK,
        _ ->
            new Socket.Listener() {
              @Override
              public void text(String text) {
                try {
                  reads.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }

              @Override
              public void closed(int code, String reason) {
                heardByClient.add("closed");
              }
            });
    Socket server = serverSockets.poll(5, TimeUnit.SECONDS);
    assertEquals("open /ws a||us-east-1|AKIAROOT", heardByServer.poll(5, TimeUnit.SECONDS));
    String large = "x".repeat(SocketEnd.TEXT_BYTES_MAX);
    for (int i = 0; i < 40; i++) {
      server.send(large);
    }
    assertEquals("closed 1008 the peer reads too slowly", heardByServer.poll(5, TimeUnit.SECONDS));
    reads.countDown();
    assertEquals("closed", heardByClient.poll(5, TimeUnit.SECONDS));
    assertTrue(heardByServer.isEmpty());
  }

  @Test
  void tooLargeATextEndsTheSocket() throws Exception {
    Socket client = socket("/ws?name=a&x=", Fixtures.ROOT);
    assertEquals("open /ws a||us-east-1|AKIAROOT", heardByServer.poll(5, TimeUnit.SECONDS));
    client.send("x".repeat(SocketEnd.TEXT_BYTES_MAX + 1));
    assertTrue(heardByServer.poll(5, TimeUnit.SECONDS).startsWith("closed 1009"));
    assertTrue(heardByClient.poll(5, TimeUnit.SECONDS).startsWith("closed"));
  }

  @Test
  void whatIsNoHttpIsAnsweredInJson() throws Exception {
    for (String request :
        List.of(
            "GET / HTTP/1.1\r\nno header",
            "DELETE / HTTP/1.1\r\nno header",
            "CONNECT a:1 HTTP/1.1\r\nHost: a",
            "GET /",
            "GET / HTTP/9.9\r\nHost: a",
            "PRI * HTTP/2.0")) {
      String answer = answer((request + "\r\n\r\n").getBytes(UTF_8));
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      assertTrue(answer.contains("Content-Type: application/json"), answer);
      assertTrue(answer.contains("{\"__type\":\"MalformedHttpRequestException\""), answer);
    }
  }

  @Test
  void whoWritesAllBeforeReadingMeetsTheRefusal() throws Exception {
    int length = 8 << 20;
    byte[] head =
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n").getBytes(UTF_8);
    String answer = answer(Arrays.copyOf(head, head.length + length));
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
  }

  @Test
  void whoAsksWhetherToSendTooMuchIsRefusedAtOnce() throws Exception {
    String head =
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n";
    String answer = answer(head.getBytes(UTF_8));
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
  }

  private String answer(byte[] request) throws IOException {
    try (var plain = new java.net.Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      plain.getOutputStream().write(request);
      plain.shutdownOutput();
      return new String(plain.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aPortInUseIsAnError() {
    var front = new Front(new FakeOperations(), Fixtures.KEYRING, Fixtures.CLOCK, () -> "");
    assertThrows(
        IOException.class,
        () -> Endpoint.start("127.0.0.1", endpoint.port(), front, new Routes(), Map.of()));
  }

  private String refusal(String path, Credentials credentials) {
    return String.valueOf(
        assertThrows(IOException.class, () -> socket(path, credentials)).getMessage());
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

  private Socket socket(String path, Credentials credentials) throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + endpoint.port() + path);
    return SignedSocket.open(
        uri, "us-east-1", credentials, Service.ECS, Fixtures.CLOCK, _ -> new Noting(heardByClient));
  }

  private record Noting(BlockingQueue<String> notes) implements Socket.Listener {
    @Override
    public void text(String text) {
      notes.add(text);
    }

    @Override
    public void closed(int code, String reason) {
      notes.add("closed " + code + " " + reason);
    }
  }

  private final class Routes implements SocketRoutes {
    @Override
    public boolean serves(String path) {
      return path.equals("/ws");
    }

    @Override
    public Opening open(Request request) {
      if (request.query().containsKey("refuse")) {
        return new Opening.Refused(400, "{\"type\":\"InactiveInstanceException\"}");
      }
      String who = request.region() + "|" + request.caller().accessKeyId();
      String query = request.query().values().stream().collect(Collectors.joining("|"));
      return new Opening.Accepted(socket -> {
        heardByServer.add("open " + request.path() + " " + query + "|" + who);
        serverSockets.add(socket);
        return new Noting(heardByServer);
      });
    }
  }
}
