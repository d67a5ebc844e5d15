package argosy.agent.metadata;

import argosy.agent.TaskEndpoint.Tasks;
import argosy.agent.runtime.Runtime;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.HttpRequest;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
import tools.jackson.databind.node.ObjectNode;

/// What containers ask at 169.254.170.2: the task metadata of versions 2 to 4, credentials, and
/// their task's protection. Who knows a container's id may ask about it and its task; ids can't be
/// guessed, and don't help who asks from another container's address. Version 2 knows who asks by
/// the address alone.
final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
  private static final Pattern BY_ID =
      Pattern.compile("/v([34])/([0-9a-f]+)((?:/[A-Za-z]+){0,2})/?");
  private static final Pattern BY_ADDRESS =
      Pattern.compile("/v2/(metadata|metadataWithTags|stats)(?:/([0-9a-f]+))?/?");
  private static final Pattern CREDENTIALS = Pattern.compile("/v2/credentials/([^/]+)");
  private static final Pattern PROTECTION =
      Pattern.compile("/api/([0-9a-f]+)/task-protection/v1/state");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// An answer asks the agent and its engine: containers that ask more at once are told to wait.
  private static final int AT_ONCE_MAX = 16;

  /// What waits for the control plane leaves room for what doesn't.
  private static final int ABROAD_MAX = 8;

  private final Semaphore free = new Semaphore(AT_ONCE_MAX);
  private final Semaphore abroad = new Semaphore(ABROAD_MAX);
  private final String host;
  private final Tasks tasks;
  private final Documents documents;
  private final Tags tags;
  private final Protection protection;
  private final Neighbours neighbours;

  /// @param host the agent's own id
  /// @param neighbours who else asks
  Pages(String host, Tasks tasks, Runtime runtime, Callers callers, Neighbours neighbours) {
    this.host = host;
    this.tasks = tasks;
    this.documents = new Documents(runtime);
    this.tags = new Tags(callers.agent());
    this.neighbours = neighbours;
    this.protection = new Protection(tasks, callers.role());
  }

  /// What there is to know of a task.
  private enum Topic {
    TASK,
    TASK_WITH_TAGS,
    TASK_STATS,
    CONTAINER,
    CONTAINER_STATS
  }

  HttpResponse answer(HttpRequest request, InetAddress from) {
    Matcher credentials = CREDENTIALS.matcher(request.path());
    if (request.method().equals("GET") && credentials.matches()) {
      return answered(() -> credentials(credentials.group(1), from)); // may wait
    }
    return limited(free, () -> answerNow(request, from));
  }

  private HttpResponse answerNow(HttpRequest request, InetAddress from)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    String path = request.path();
    Matcher protecting = PROTECTION.matcher(path);
    if (protecting.matches()) {
      return limited(abroad, () -> protection.answer(request, asking(protecting.group(1), from)));
    }
    if (!request.method().equals("GET")) {
      return error(405, "only GET is answered here");
    }
    Matcher byId = BY_ID.matcher(path);
    if (byId.matches()) {
      Optional<TaskView> task = asking(byId.group(2), from);
      return byId(Integer.parseInt(byId.group(1)), task, byId.group(2), byId.group(3));
    }
    Matcher byAddress = BY_ADDRESS.matcher(path);
    if (byAddress.matches()) {
      return byAddress(from, byAddress.group(1), Optional.ofNullable(byAddress.group(2)));
    }
    return error(
        404,
        "no such page: there are /v3/<id> and /v4/<id>, and under both /task, /taskWithTags, /stats"
            + " and /task/stats; /v2/metadata and /v2/stats, of the task or, with /<DockerId>, of a"
            + " container; /v2/metadataWithTags; /v2/credentials/<id>; and"
            + " /api/<id>/task-protection/v1/state");
  }

  /// The task of the container that has an id, unless somebody else asks.
  private Optional<TaskView> asking(String id, InetAddress from)
      throws InterruptedException, ExecutionException, TimeoutException {
    Optional<TaskView> task = got(tasks.of(id));
    return task.isPresent() && neighbours.isOther(from, task.get()) ? Optional.empty() : task;
  }

  private HttpResponse byId(int version, Optional<TaskView> task, String id, String suffix)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    if (task.isEmpty()) {
      return error(404, "V" + version + " metadata: no container of this host has this id");
    }
    Optional<Topic> topic =
        Optional.ofNullable(
            switch (suffix) {
              case "" -> Topic.CONTAINER;
              case "/task" -> Topic.TASK;
              case "/taskWithTags" -> Topic.TASK_WITH_TAGS;
              case "/stats" -> Topic.CONTAINER_STATS;
              case "/task/stats" -> Topic.TASK_STATS;
              default -> null;
            });
    return topic.isPresent()
        ? page(topic.get(), task.get(), task.get().container(id).orElseThrow(), version)
        : error(404, "V" + version + " metadata: there is nothing at " + suffix);
  }

  private HttpResponse byAddress(InetAddress from, String name, Optional<String> wanted)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Optional<TaskView> task = neighbours.at(from, host, tasks);
    if (task.isEmpty()) {
      return error(
          404,
          "Unable to get task arn from request: no container of this host in network mode bridge"
              + " or awsvpc has the address "
              + from.getHostAddress()
              + "; others ask at $ECS_CONTAINER_METADATA_URI_V4");
    }
    Topic topic =
        switch (name) {
          case "metadata" -> wanted.isPresent() ? Topic.CONTAINER : Topic.TASK;
          case "stats" -> wanted.isPresent() ? Topic.CONTAINER_STATS : Topic.TASK_STATS;
          default -> Topic.TASK_WITH_TAGS;
        };
    Optional<ContainerView> container =
        wanted.isPresent()
            ? task.get().inEngine(wanted.get())
            : task.get().containers().stream().findFirst();
    return container.isPresent()
        ? page(topic, task.get(), container.get(), 2)
        : error(
            404,
            "Unable to generate metadata for container '"
                + wanted.orElse("")
                + "': not of this task");
  }

  private HttpResponse page(Topic topic, TaskView task, ContainerView container, int version)
      throws IOException, InterruptedException, ExecutionException {
    return switch (topic) {
      case TASK -> json(documents.task(task, version));
      case TASK_STATS -> json(documents.stats(task, version));
      case TASK_WITH_TAGS ->
          limited(
              abroad,
              () -> {
                ObjectNode whole = documents.task(task, version);
                tags.put(whole, task, got(tasks.instance()), version);
                return json(whole);
              });
      case CONTAINER -> found(documents.container(task, container, version), version);
      case CONTAINER_STATS -> found(documents.stats(container, version), version);
    };
  }

  private static HttpResponse found(Optional<JsonNode> page, int version) {
    return page.map(Pages::json)
        .orElseGet(() -> error(404, "V" + version + " metadata: nothing is known of it yet"));
  }

  /// The credentials of a task's role, as the SDKs ask for them.
  private HttpResponse credentials(String id, InetAddress from)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Optional<TaskView> task = got(tasks.using(id));
    Optional<RoleCredentials> role =
        task.isPresent() && neighbours.mayHave(id, task.get(), from)
            ? tasks.credentials(id)
            : Optional.empty();
    return role.map(it -> json(Documents.credentials(it)))
        .orElseGet(() -> Page.json(400, Documents.noCredentials().toString()));
  }

  private interface Question {
    HttpResponse ask()
        throws IOException, InterruptedException, ExecutionException, TimeoutException;
  }

  private static HttpResponse limited(Semaphore permits, Question question) {
    if (!permits.tryAcquire()) {
      return error(429, "too many questions at once; ask again");
    }
    try {
      return answered(question);
    } finally {
      permits.release();
    }
  }

  private static HttpResponse answered(Question question) {
    try {
      return question.ask();
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.warn("a container's question can't be answered: {}", e.toString());
      return error(500, "the host's engine doesn't answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(500, "the agent ends");
    }
  }

  private static <T> T got(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static HttpResponse json(JsonNode page) {
    return Page.json(200, page.toString());
  }

  private static HttpResponse error(int status, String why) {
    return Page.json(status, JsonMapper.shared().writeValueAsString(why));
  }
}
