package argosy.agent.metadata;

import argosy.agent.TaskEndpoint.Tasks;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.HttpRequest;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The task metadata endpoint, versions 3 and 4. Who knows a container's id may ask about it and
/// its task; ids can't be guessed.
final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
  private static final Pattern PATH =
      Pattern.compile("/v([34])/([0-9a-f]+)((?:/[A-Za-z]+){0,2})/?");
  private static final Pattern CREDENTIALS = Pattern.compile("/v2/credentials/([^/]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// An answer asks the agent and its engine: containers that ask more at once are told to wait.
  private static final int AT_ONCE_MAX = 16;

  private final Semaphore free = new Semaphore(AT_ONCE_MAX);
  private final Tasks tasks;
  private final Documents documents;

  Pages(Tasks tasks, Documents documents) {
    this.tasks = tasks;
    this.documents = documents;
  }

  HttpResponse answer(HttpRequest request) {
    Matcher credentials = CREDENTIALS.matcher(request.path());
    if (request.method().equals("GET") && credentials.matches()) {
      return credentials(credentials.group(1)); // asks nobody, and may wait
    }
    if (!free.tryAcquire()) {
      return error(429, "too many questions at once; ask again");
    }
    try {
      return answerNow(request);
    } finally {
      free.release();
    }
  }

  private HttpResponse answerNow(HttpRequest request) {
    if (!request.method().equals("GET")) {
      return error(405, "only GET is answered here");
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return error(
          404,
          "no such page: there are /v3/<id> and /v4/<id>, and under both /task, /stats"
              + " and /task/stats; and /v2/credentials/<id>");
    }
    int version = Integer.parseInt(path.group(1));
    String id = path.group(2);
    try {
      Optional<TaskView> task = tasks.of(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (task.isEmpty()) {
        return error(404, "V" + version + " metadata: no container of this host has this id");
      }
      ContainerView container = task.get().container(id).orElseThrow();
      Optional<JsonNode> page =
          switch (path.group(3)) {
            case "" -> documents.container(task.get(), container, version);
            case "/task" -> Optional.of(documents.task(task.get(), version));
            case "/stats" -> documents.stats(container);
            case "/task/stats" -> Optional.of(documents.stats(task.get()));
            default -> Optional.empty();
          };
      return page.map(Pages::json)
          .orElseGet(() -> error(404, "V" + version + " metadata: nothing is known of it yet"));
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.warn("a container's question can't be answered: {}", e.toString());
      return error(500, "the host's engine doesn't answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(500, "the agent ends");
    }
  }

  /// The credentials of a task's role, as the SDKs ask for them.
  private HttpResponse credentials(String id) {
    try {
      return tasks
          .credentials(id)
          .map(role -> json(Documents.credentials(role)))
          .orElseGet(() -> Page.json(400, Documents.noCredentials().toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(500, "the agent ends");
    }
  }

  private static HttpResponse json(JsonNode page) {
    return Page.json(200, page.toString());
  }

  private static HttpResponse error(int status, String why) {
    return Page.json(status, JsonMapper.shared().writeValueAsString(why));
  }
}
