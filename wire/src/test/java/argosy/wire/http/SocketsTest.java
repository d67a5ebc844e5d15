package argosy.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.Service;
import argosy.wire.client.SignedSocket;
import argosy.wire.sigv4.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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

/// Web sockets over real connections, with our own client at the other end.
class SocketsTest {
  private final BlockingQueue<String> heardByServer = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heardByClient = new LinkedBlockingQueue<>();
  private final BlockingQueue<Socket> serverSockets = new LinkedBlockingQueue<>();
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    var front =
        new Front(new FakeOperations(), Fixtures.KEYRING, Fixtures.CLOCK, () -> "request-1");
    endpoint = Endpoint.start("127.0.0.1", 0, front, new Routes(), Map.of());
  }

  @AfterEach
  void stop() {
    endpoint.close();
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
  void aPeerThatFallsSilentIsGivenUpOnBothSides() throws Exception {
    try (var line = new FrozenLine(endpoint.port())) {
      Socket _ = socket(line.port(), "/ws?name=a&x=", Fixtures.ROOT);
      Socket server = serverSockets.poll(5, TimeUnit.SECONDS);
      assertEquals("open /ws a||us-east-1|AKIAROOT", heardByServer.poll(5, TimeUnit.SECONDS));
      server.send("still here");
      assertEquals("still here", heardByClient.poll(5, TimeUnit.SECONDS));
      line.freeze();
      server.close(1001, "no heartbeat");
      String heard = heardByServer.poll(10, TimeUnit.SECONDS);
      assertTrue(heard != null && heard.startsWith("closed "), "though nobody answers: " + heard);
      assertEquals(
          "closed 1006 the peer isn't heard any more", heardByClient.poll(25, TimeUnit.SECONDS));
    }
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedForForEver() throws Exception {
    try (var frozen = new FrozenLine(endpoint.port())) {
      frozen.freeze();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThrows(
                  IOException.class, () -> socket(frozen.port(), "/ws?name=a&x=", Fixtures.ROOT)));
    }
  }

  private String refusal(String path, Credentials credentials) {
    return String.valueOf(
        assertThrows(IOException.class, () -> socket(path, credentials)).getMessage());
  }

  private Socket socket(String path, Credentials credentials) throws Exception {
    return socket(endpoint.port(), path, credentials);
  }

  private Socket socket(int port, String path, Credentials credentials) throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + port + path);
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
