package argosy.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.tls.Identity;
import argosy.wire.tls.OwnAuthority;
import argosy.wire.tls.Pem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");

  @TempDir private Path folder;

  @Test
  void ourOwnCertificateIsBelievedByWhoBelievesTheAuthority() throws Exception {
    Instant now = Instant.now();
    OwnAuthority authority = OwnAuthority.in(folder.resolve("tls"));
    Identity identity = authority.identity(NAMES, now);
    assertEquals(NAMES, Set.copyOf(identity.names()));
    try (Endpoint endpoint = start(identity)) {
      assertEquals("{}", page(endpoint, trusting(authority)));
      try (HttpClient stranger = HttpClient.newHttpClient()) {
        assertThrows(SSLHandshakeException.class, () -> page(endpoint, stranger));
      }
    }
    assertEquals(identity, authority.identity(Set.of("localhost"), now), "it is kept");
    String before = Files.readString(authority.certificate());
    Identity other = authority.identity(Set.of("localhost", "example.test"), now);
    assertTrue(other.names().contains("example.test"));
    Identity renewed = authority.identity(Set.of("example.test"), now.plus(Duration.ofDays(800)));
    assertNotEquals(other.key(), renewed.key());
    assertEquals(before, Files.readString(authority.certificate()), "the authority stays");
  }

  @Test
  void aGivenCertificateIsShown() throws Exception {
    OwnAuthority authority = OwnAuthority.in(folder.resolve("tls"));
    Identity made = authority.identity(NAMES, Instant.now());
    Path certificates = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Files.writeString(
        certificates,
        pem("CERTIFICATE", made.chain().getFirst().getEncoded())
            + Files.readString(authority.certificate()));
    Files.writeString(key, pem("PRIVATE KEY", made.key().getEncoded()));
    Identity given = Pem.identity(certificates, key);
    assertEquals(made, given);
    try (Endpoint endpoint = start(given)) {
      assertEquals("{}", page(endpoint, trusting(authority)));
    }
  }

  @Test
  void whatIsNoCertificateOrKeyIsNamed() throws Exception {
    Path file = folder.resolve("file.pem");
    Files.writeString(file, pem("RSA PRIVATE KEY", new byte[10]));
    assertSaid(
        "This makes one of others: openssl pkcs8 -topk8 -nodes", () -> Pem.identity(file, file));
    assertSaid("certificate", () -> Pem.certificates(file));
    Files.writeString(file, pem("PRIVATE KEY", new byte[10]));
    assertSaid("neither EC, RSA nor EdDSA", () -> Pem.identity(file, file));
  }

  private static void assertSaid(String words, org.junit.jupiter.api.function.Executable reading) {
    String said = String.valueOf(assertThrows(IOException.class, reading).getMessage());
    assertTrue(said.contains(words), said);
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what);
  }

  private static Endpoint start(Identity identity) throws IOException {
    var front = new Front(new FakeOperations(), Fixtures.KEYRING, Fixtures.CLOCK, () -> "");
    return Endpoint.start(
        new Address("127.0.0.1", 0, identity.context()),
        front,
        new NoSockets(),
        Map.of("/page", _ -> Page.json(200, "{}")));
  }

  private static String page(Endpoint endpoint, HttpClient client) throws Exception {
    URI uri = URI.create("https://127.0.0.1:" + endpoint.port() + "/page");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static HttpClient trusting(OwnAuthority authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca", List.copyOf(Pem.certificates(authority.certificate())).getFirst());
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
