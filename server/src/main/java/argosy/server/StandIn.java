package argosy.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Stands in for Docker Engine while a server is exercised: it answers as if containers ran, and
/// runs none.
final class StandIn implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int THREADS_MAX = 8;
  private static final Pattern PATH =
      Pattern.compile("(?:/v1\\.\\d+)?(/[a-z]+)(?:/(.+?))?(?:/([a-z]+))?");
  private static final String VERSION =
      "{\"Version\": \"20.10.24\", \"ApiVersion\": \"1.41\", \"MinAPIVersion\": \"1.12\"}";
  private static final String INFO =
      """
      {"Plugins": {"Log": ["awslogs", "json-file"], "Volume": ["local"]},
       "CgroupDriver": "systemd", "CgroupVersion": "2", "SecurityOptions": []}
      """;
  private static final String IMAGE = "{\"RepoDigests\": [], \"Config\": {\"Env\": [\"PATH=/\"]}}";

  private final Server server = server();
  private final Map<String, Made> containers = new ConcurrentHashMap<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  private record Made(String name, JsonNode body, String status, Instant since) {
    private Made as(String other) {
      return new Made(name, body, other, Instant.now());
    }
  }

  private StandIn() {}

  static StandIn start(Path socket) throws Exception {
    var standIn = new StandIn();
    var connector = new UnixDomainServerConnector(standIn.server);
    connector.setUnixDomainPath(socket);
    standIn.server.addConnector(connector);
    standIn.server.setHandler(standIn.new Answers());
    standIn.server.start();
    return standIn;
  }

  private static Server server() {
    var threads = new QueuedThreadPool(THREADS_MAX, 2);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return new Server(threads);
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Matcher path = PATH.matcher(request.getHttpURI().getDecodedPath());
      if (!path.matches()) {
        return false;
      }
      if (path.group(1).equals("/events")) {
        tell(response, callback);
        return true;
      }
      String id = path.group(2) == null ? "" : path.group(2);
      String suffix = path.group(3) == null ? "" : "/" + path.group(3);
      String said =
          switch (request.getMethod() + path.group(1) + suffix) {
            case "GET/version" -> VERSION;
            case "GET/info" -> INFO;
            case "GET/images/json" -> IMAGE;
            case "POST/containers" -> make(request);
            case "POST/containers/start" -> move(id, "running", "start");
            case "POST/containers/stop" -> move(id, "exited", "die");
            case "GET/containers/json" -> inspect(id);
            case "DELETE/containers" -> remove(id);
            default -> "[]";
          };
      Content.Sink.write(response, true, said, callback);
      return true;
    }
  }

  private String make(Request request) throws IOException {
    JsonNode body = JSON.readTree(Content.Source.asInputStream(request).readAllBytes());
    String name = Request.extractQueryParameters(request).getValue("name");
    String id = UUID.randomUUID().toString().replace("-", "").repeat(2);
    containers.put(id, new Made(name, body, "created", Instant.now()));
    return "{\"Id\": \"" + id + "\"}";
  }

  private String remove(String id) {
    containers.remove(id);
    return "";
  }

  private String move(String id, String status, String event) {
    containers.computeIfPresent(id, (_, made) -> made.as(status));
    events.add(
        "{\"Type\": \"container\", \"Action\": \"%s\", \"Actor\": {\"ID\": \"%s\"}}\n"
            .formatted(event, id));
    return "";
  }

  private String inspect(String id) {
    Made made = containers.get(id);
    if (made == null) {
      return "{}";
    }
    ObjectNode page = JSON.createObjectNode();
    page.put("Id", id).put("Name", "/" + made.name());
    page.putObject("Config").set("Labels", made.body().path("Labels"));
    ObjectNode state = page.putObject("State").put("Status", made.status()).put("ExitCode", 0);
    state.put("StartedAt", made.since().toString());
    page.putObject("NetworkSettings")
        .putObject("Ports")
        .putArray("80/tcp")
        .addObject()
        .put("HostIp", "127.0.0.1")
        .put("HostPort", "32768");
    return page.toString();
  }

  /// Tells of events until whoever listens is gone.
  private void tell(Response response, Callback callback) throws InterruptedException {
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write('\n'); // the stream begins, though nothing has happened yet
      out.flush();
      while (server.isRunning()) {
        out.write(events.take().getBytes(UTF_8));
        out.flush();
      }
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the stand-in does not stop", e);
    }
  }
}
