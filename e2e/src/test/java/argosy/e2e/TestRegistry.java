package argosy.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A registry of one image that asks for a name and a password: as much of the distribution
/// protocol as a pull needs. On loopback, where Docker believes any certificate.
final class TestRegistry implements AutoCloseable {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

  private final HttpServer http;
  private final String login;
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicInteger manifestsAsked = new AtomicInteger();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private volatile byte[] manifest = {};

  private TestRegistry(String user, String password, SSLContext tls) throws IOException {
    login = basic(user, password);
    var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    http = https;
    http.createContext("/v2/", this::answer);
    http.start();
  }

  /// A registry with an image that the engine doesn't have: the files of the toolbox, in one layer
  /// of their own.
  static TestRegistry start(String user, String password) throws Exception {
    Path folder = Files.createTempDirectory("argosy-e2e-registry");
    try {
      var registry = new TestRegistry(user, password, tls(folder.resolve("key.p12")));
      String made = Docker.run("create", "argosy/toolbox:1", "true").well().out().strip();
      String tar = folder.resolve("files.tar").toString();
      Docker.run("export", "--output", tar, made).well();
      Docker.remove(List.of(made));
      String image = Docker.run("import", tar).well().out().strip();
      Docker.run("save", "--output", tar, image).well();
      Docker.run("rmi", image).well();
      Ran.of(Duration.ofMinutes(1), Map.of(), List.of("tar", "-xf", tar, "-C", folder.toString()))
          .well();
      registry.offer(folder);
      return registry;
    } finally {
      Argosy.remove(folder);
    }
  }

  private static SSLContext tls(Path keys) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        "-genkeypair -alias test -keyalg EC -dname CN=test -storetype PKCS12 -storepass tested"
            + " -keystore ";
    var command = new ArrayList<>(List.of(keytool));
    command.addAll(List.of((options + keys).split(" ")));
    Ran.of(Duration.ofMinutes(1), Map.of(), command).well();
    KeyStore store = KeyStore.getInstance(keys.toFile(), "tested".toCharArray());
    var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    manager.init(store, "tested".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(manager.getKeyManagers(), null, null);
    return context;
  }

  /// @param saved what `docker save` wrote
  private void offer(Path saved) throws Exception {
    JsonNode image =
        JsonMapper.shared().readTree(Files.readString(saved.resolve("manifest.json"))).get(0);
    ObjectNode page = JsonMapper.shared().createObjectNode();
    page.put("schemaVersion", 2).put("mediaType", MANIFEST);
    byte[] config = Files.readAllBytes(saved.resolve(image.path("Config").asString()));
    describe(page.putObject("config"), CONFIG, config);
    var layers = page.putArray("layers");
    for (JsonNode layer : image.path("Layers")) {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        Files.copy(saved.resolve(layer.asString()), gzip);
      }
      describe(layers.addObject(), LAYER, packed.toByteArray());
    }
    tag(page);
  }

  private void tag(JsonNode page) throws Exception {
    manifest = page.toString().getBytes(StandardCharsets.UTF_8);
    manifests.put(digest(manifest), manifest);
  }

  /// From now on the tag means another image of the same files, and the one of before is known by
  /// its digest only.
  void moveTag() throws Exception {
    ObjectNode page = (ObjectNode) JsonMapper.shared().readTree(manifest);
    byte[] before = blobs.get(page.at("/config/digest").asString());
    ObjectNode config = (ObjectNode) JsonMapper.shared().readTree(before);
    config.put("author", config.path("author").asString("") + "again");
    byte[] after = config.toString().getBytes(StandardCharsets.UTF_8);
    describe(page.putObject("config"), CONFIG, after);
    tag(page);
  }

  private void describe(ObjectNode into, String type, byte[] blob) throws Exception {
    blobs.put(digest(blob), blob);
    into.put("mediaType", type).put("size", blob.length).put("digest", digest(blob));
  }

  private static String digest(byte[] content) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
    return "sha256:" + HexFormat.of().formatHex(sum);
  }

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(both);
  }

  /// Its host and port, as images are named.
  String name() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  /// The digest of its image.
  String digest() throws Exception {
    return digest(manifest);
  }

  /// The next answers about manifests are that it is broken.
  void breakDown(int times) {
    broken.set(times);
  }

  /// How often a manifest was asked for by somebody who was let in, since the last time.
  int manifestsAsked() {
    return manifestsAsked.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String said = exchange.getRequestHeaders().getFirst("Authorization");
    if (!Objects.equals(said, "Basic " + login)) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
      send(exchange, 401, "application/json", error("UNAUTHORIZED", "authentication required"));
    } else if (path.equals("/v2/")) {
      send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    } else if (path.contains("/manifests/")) {
      manifestsAsked.incrementAndGet();
      if (broken.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        send(exchange, 500, "application/json", error("UNKNOWN", "broken down"));
      } else {
        String reference = path.substring(path.lastIndexOf('/') + 1);
        send(exchange, 200, MANIFEST, manifests.getOrDefault(reference, manifest));
      }
    } else {
      byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
      if (blob == null) {
        send(exchange, 404, "application/json", error("BLOB_UNKNOWN", "no such blob"));
      } else {
        send(exchange, 200, "application/octet-stream", blob);
      }
    }
  }

  private static byte[] error(String code, String message) {
    return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
        .formatted(code, message)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    boolean onlyHead = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().add("Content-Type", type);
    if (onlyHead) {
      exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
    }
    try (exchange) {
      exchange.sendResponseHeaders(status, onlyHead ? -1 : body.length);
      if (!onlyHead) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
