package argosy.agent.runtime.docker;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP on Docker Engine's Unix socket: requests go out, JSON comes back, and every failure is an
/// [EngineFault].
final class DockerHttp implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  /// Each stop, pull and event stream holds a connection while it waits; a host runs at most a few
  /// hundred containers, and all of them may have to stop at once.
  private static final int CONNECTIONS_MAX = 512;

  /// The pool only moves bytes; whoever waits for an answer does so on a thread of its own.
  private static final int THREADS_MAX = 8;

  /// The largest of ours is an inspection or an error page.
  private static final int BODY_BYTES_MAX = 16 << 20;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FIRST_ERROR = 400;

  private final Path socket;
  private final HttpClient http = new HttpClient();

  DockerHttp(Path socket) {
    this.socket = socket;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
    threads.setName("docker");
    threads.setDaemon(true);
    http.setExecutor(threads);
    http.setMaxConnectionsPerDestination(CONNECTIONS_MAX);
    http.setFollowRedirects(false);
    try {
      http.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client doesn't start", e);
    }
  }

  /// An answer that is no error; its body is null where there is none.
  record Answer(int status, JsonNode body) {}

  /// Sends a request and reads the whole answer.
  ///
  /// @param patience how long the engine may say nothing
  Answer call(HttpMethod method, String path, @Nullable JsonNode body, Duration patience)
      throws IOException, InterruptedException {
    var content =
        body == null ? null : new StringRequestContent("application/json", body.toString());
    try (Streaming answer = stream(method, path, content, patience)) {
      byte[] bytes = answer.content.readNBytes(BODY_BYTES_MAX);
      return new Answer(answer.status, bytes.length == 0 ? JSON.nullNode() : JSON.readTree(bytes));
    } catch (JacksonException e) {
      throw new EngineFault(Kind.REFUSED, path + " was answered with something else", e);
    } catch (EngineFault e) {
      throw e;
    } catch (IOException e) {
      throw unreachable(path, e);
    }
  }

  /// Sends a request and answers the content as it comes.
  Streaming stream(
      HttpMethod method, String path, Request.@Nullable Content body, Duration patience)
      throws EngineFault, InterruptedException {
    Request request = request(method, path, patience);
    if (body != null) {
      request.body(body);
    }
    return send(request, path, patience);
  }

  /// Begins a pull.
  ///
  /// @param auth what the registry is shown, encoded for the header
  Streaming pull(String path, Optional<String> auth, Duration patience)
      throws EngineFault, InterruptedException {
    Request request = request(HttpMethod.POST, path, patience);
    auth.ifPresent(it -> request.headers(headers -> headers.put("X-Registry-Auth", it)));
    return send(request, path, patience);
  }

  private Request request(HttpMethod method, String path, Duration patience) {
    return http.newRequest("http://docker" + path)
        .method(method)
        .transport(new Transport.TCPUnix(socket))
        .idleTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Streaming send(Request request, String path, Duration patience)
      throws EngineFault, InterruptedException {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    request.send(listener);
    try {
      Response response = listener.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      Streaming answer = new Streaming(response.getStatus(), listener.getInputStream());
      if (response.getStatus() >= FIRST_ERROR) {
        throw refused(response.getStatus(), answer);
      }
      return answer;
    } catch (TimeoutException | ExecutionException e) {
      var _ = request.abort(e);
      throw unreachable(path, e);
    }
  }

  record Streaming(int status, InputStream content) implements AutoCloseable {
    @Override
    public void close() {
      try {
        content.close();
      } catch (IOException e) {
        // Closing a stream that broke: the break itself has been told to whoever read.
      }
    }
  }

  private static EngineFault refused(int status, Streaming answer) {
    String text;
    try (answer) {
      String body = new String(answer.content.readNBytes(BODY_BYTES_MAX), StandardCharsets.UTF_8);
      text = message(body);
    } catch (IOException e) {
      text = "status " + status;
    }
    Kind kind =
        switch (status) {
          case NOT_FOUND -> Kind.NOT_FOUND;
          case CONFLICT -> Kind.CONFLICT;
          default -> Kind.REFUSED;
        };
    return new EngineFault(kind, text);
  }

  private static String message(String body) {
    try {
      return JSON.readTree(body).path("message").asString(body);
    } catch (JacksonException e) {
      return body;
    }
  }

  private EngineFault unreachable(String path, Exception e) {
    Throwable why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return new EngineFault(
        Kind.UNREACHABLE, "no answer from " + socket + " for " + path + ": " + why, e);
  }

  @Override
  public void close() {
    try {
      http.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client doesn't stop", e);
    }
  }
}
