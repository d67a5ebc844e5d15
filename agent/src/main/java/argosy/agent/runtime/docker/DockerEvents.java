package argosy.agent.runtime.docker;

import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Watcher;
import argosy.agent.runtime.docker.DockerHttp.Streaming;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/// The engine's events about one host's containers, followed on a virtual thread. A stream that
/// breaks is opened again from the last event heard, and the watcher told to look at everything.
final class DockerEvents implements Runtime.Watch, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DockerEvents.class);

  /// What changes what an inspection says, but for what an agent does itself.
  private static final List<String> KINDS =
      List.of("die", "oom", "destroy", "pause", "unpause", "rename", "health_status");

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// A quiet host has no events for days, so silence proves nothing; but a stream that is opened
  /// anew once an hour can't be dead for longer.
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final long NANOS = 1_000_000_000L;

  private final DockerHttp http;
  private final ApiVersion version;
  private final String host;
  private final Watcher watcher;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Streaming open;
  private long lastNanos;

  private DockerEvents(DockerHttp http, ApiVersion version, String host, Watcher watcher) {
    this.http = http;
    this.version = version;
    this.host = host;
    this.watcher = watcher;
  }

  static DockerEvents watch(DockerHttp http, ApiVersion version, String host, Watcher watcher) {
    DockerEvents events = new DockerEvents(http, version, host, watcher);
    Thread.ofVirtual().name("docker-events").start(events);
    return events;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!isClosed()) {
        if (follow()) {
          pause = FIRST_PAUSE;
        }
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Hears events until the stream ends; true if there was a stream.
  private boolean follow() throws InterruptedException {
    boolean began = false;
    try {
      version.ask();
      try (Streaming events = http.stream(HttpMethod.GET, path(), null, PATIENCE)) {
        open = events;
        began = true;
        if (!isClosed()) {
          watcher.watching();
          hear(events);
        }
      }
    } catch (IOException | JacksonException e) {
      if (!isClosed()) {
        LOG.warn("Docker's events broke off: {}", e.getMessage());
      }
    } finally {
      open = null;
    }
    return began;
  }

  private void hear(Streaming stream) {
    try (MappingIterator<JsonNode> events =
        DockerHttp.JSON.readerFor(JsonNode.class).readValues(stream.content())) {
      while (events.hasNextValue()) {
        JsonNode event = events.nextValue();
        lastNanos = Math.max(lastNanos, event.path("timeNano").asLong(0));
        if (!isClosed()) {
          tell(event);
        }
      }
    }
  }

  private void tell(JsonNode event) {
    JsonNode actor = event.path("Actor");
    String id = actor.path("ID").asString("");
    OptionalInt exitCode = actor.path("Attributes").path("exitCode").asIntOpt();
    if (id.isEmpty()) {
      return;
    }
    if (event.path("Action").asString("").equals("die") && exitCode.isPresent()) {
      watcher.died(id, exitCode.getAsInt());
    } else {
      watcher.changed(id);
    }
  }

  private String path() throws IOException, InterruptedException {
    String filters =
        DockerRuntime.filters(
            Map.of(
                "type", List.of("container"),
                "event", KINDS,
                "label", List.of(Runtime.HOST_LABEL + "=" + host)));
    String since =
        lastNanos == 0 ? "" : "&since=%d.%09d".formatted(lastNanos / NANOS, lastNanos % NANOS);
    return version.prefix() + "/events?filters=" + filters + since;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    Streaming current = open;
    if (current != null) {
      current.close();
    }
  }
}
