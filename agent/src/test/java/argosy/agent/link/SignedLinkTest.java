package argosy.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Caller;
import argosy.wire.Operations;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.http.Address;
import argosy.wire.http.Endpoint;
import argosy.wire.http.Front;
import argosy.wire.http.Socket;
import argosy.wire.http.SocketRoutes;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import argosy.wire.tcs.TcsFrame;
import argosy.wire.tcs.TcsMessage;
import argosy.wire.tls.Identity;
import argosy.wire.tls.OwnAuthority;
import argosy.wire.tls.Pem;
import argosy.wire.tls.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedLinkTest {
  private static final Credentials KEY = new Credentials("AKIATEST", "secret", null);
  private static Identity identity;

  private static final Caller CALLER =
      new Caller("000000000000", "AKIATEST", "arn:aws:iam::000000000000:root", "000000000000");

  private final InstantSource clock = InstantSource.system();
  private final BlockingQueue<String> server = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> agent = new LinkedBlockingQueue<>();
  private final SignedLink link = new SignedLink("us-east-1", KEY, clock);

  /// Before the first socket, as an agent does it that is told whom to trust.
  @BeforeAll
  static void trust(@TempDir Path folder) throws IOException {
    OwnAuthority authority = OwnAuthority.in(folder.resolve("tls"));
    identity = authority.identity(Set.of("127.0.0.1"), Instant.now());
    Trust.also(Pem.certificates(authority.certificate()));
  }

  private Endpoint endpoint(@Nullable SSLContext tls) throws IOException {
    Keyring keys =
        id ->
            id.equals(KEY.accessKeyId())
                ? Optional.of(new Keyring.Key(KEY, CALLER))
                : Optional.empty();
    Front front = new Front(new Nothing(), keys, clock, () -> "request");
    return Endpoint.start(new Address("127.0.0.1", 0, tls), front, new Routes(), Map.of());
  }

  private static URI at(String scheme, Endpoint endpoint, String path) {
    return SocketAddress.of(
        scheme + "://127.0.0.1:" + endpoint.port() + path, Map.of("cluster", "default"));
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void bothSocketsCarryTextAndTelemetryIsHeaded(String scheme) throws Exception {
    try (Endpoint endpoint = endpoint(scheme.equals("https") ? identity.context() : null)) {
      Socket acs = link.acs(at(scheme, endpoint, "/acs"), _ -> new Into(agent));
      acs.send("{\"type\":\"x\"}");
      assertEquals("{\"type\":\"x\"}", next(server));
      assertEquals("heard", next(agent));

      String frame =
          TcsFrame.encode(
              new TcsMessage.PublishMetricsRequest(
                  new TcsMessage.Metadata("default", "arn", "m", null, true, true),
                  null,
                  List.of(),
                  1));
      link.tcs(
          at(scheme, endpoint, "/tcs/"),
          socket -> {
            socket.send(frame);
            return new Into(agent);
          });
      String headed = next(server);
      assertTrue(headed.startsWith("Host: 127.0.0.1:" + endpoint.port() + "\r\n"), headed);
      assertTrue(headed.contains("\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIATEST/"));
      assertTrue(headed.endsWith("\r\n\r\n" + frame), headed);
      assertInstanceOf(TcsMessage.PublishMetricsRequest.class, TcsFrame.decode(headed));
    }
  }

  @Test
  void aRefusalOfAnInactiveInstanceIsUnderstood() throws Exception {
    try (Endpoint endpoint = endpoint(null)) {
      IOException refused =
          assertThrows(
              IOException.class,
              () -> link.acs(at("http", endpoint, "/inactive"), _ -> new Into(agent)));
      assertTrue(Connection.isUnwanted(refused), refused.toString());
      IOException silent =
          assertThrows(
              IOException.class,
              () -> link.acs(URI.create("ws://127.0.0.1:1/ws"), _ -> new Into(agent)));
      assertTrue(!Connection.isUnwanted(silent), silent.toString());
    }
  }

  private record Into(BlockingQueue<String> queue) implements Socket.Listener {
    @Override
    public void text(String text) {
      queue.add(text);
    }

    @Override
    public void closed(int code, String reason) {
      queue.add("closed");
    }
  }

  private final class Routes implements SocketRoutes {
    @Override
    public boolean serves(String path) {
      return path.endsWith("/ws");
    }

    @Override
    public Opening open(Request request) {
      if (request.path().startsWith("/inactive")) {
        return new Opening.Refused(
            400, "{\"InactiveInstanceException\":\"The instance is deregistered.\"}");
      }
      return new Opening.Accepted(socket ->
          new Socket.Listener() {
            @Override
            public void text(String text) {
              server.add(text);
              socket.send("heard");
            }

            @Override
            public void closed(int code, String reason) {
              server.add("closed");
            }
          });
    }
  }

  private static final class Nothing implements Operations {
    @Override
    public Collection<Service> services() {
      return List.of(Service.ECS);
    }

    @Override
    public boolean isBuilt(Service service, String action) {
      return false;
    }

    @Override
    public Answer perform(Call call) {
      return new Answer.Refused(WireError.server("nothing is built"));
    }
  }
}
