package argosy.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A web socket of the genuine agent: text frames of `{"type": …, "message": …}`.
final class AgentSocket implements WebSocket.Listener, AutoCloseable {
  /// What comes at once comes within this, on a busy machine too.
  private static final Duration SOON = Duration.ofSeconds(30);

  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private final UnaryOperator<String> framed;
  private final WebSocket socket;

  /// @param framed what a frame is for a JSON text
  AgentSocket(HttpClient http, URI uri, Map<String, String> headers, UnaryOperator<String> framed) {
    this.framed = framed;
    WebSocket.Builder opening = http.newWebSocketBuilder();
    headers.forEach(opening::header);
    this.socket = opening.buildAsync(uri, this).join();
  }

  void send(String type, Object message) {
    String json = JsonMapper.shared().writeValueAsString(Map.of("type", type, "message", message));
    socket.sendText(framed.apply(json), true).join();
  }

  /// The next message of a type; those of others before it are passed over.
  JsonNode next(String type) throws InterruptedException {
    return next(type, _ -> true);
  }

  JsonNode next(String type, Predicate<JsonNode> such) throws InterruptedException {
    return next(type, such, SOON);
  }

  JsonNode next(String type, Predicate<JsonNode> such, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      JsonNode frame = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new AssertionError("no such " + type + " within " + atMost.toSeconds() + " s");
      }
      JsonNode message = frame.path("message");
      if (frame.path("type").asString().equals(type) && such.test(message)) {
        return message;
      }
    }
  }

  /// Whether nothing of a type came so far; what came is passed over.
  boolean heardNo(String type) {
    boolean none = heard.stream().noneMatch(frame -> frame.path("type").asString().equals(type));
    heard.clear();
    return none;
  }

  /// The code with which the server closes.
  int closedWith() throws Exception {
    return closed.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  /// Closes as the agent does when a connection is half an hour old.
  void expire() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "ConnectionExpired: Reconnect to continue").join();
  }

  /// Ends without a word, as a machine does that loses its power.
  @Override
  public void close() {
    socket.abort();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      heard.add(JsonMapper.shared().readTree(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }
}
