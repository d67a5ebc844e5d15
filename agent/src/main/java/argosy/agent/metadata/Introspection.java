package argosy.agent.metadata;

import argosy.agent.Agent;
import argosy.agent.AgentConfig;
import argosy.agent.AgentStatus;
import argosy.agent.runtime.Runtime;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.HttpRequest;
import argosy.wire.http.Address;
import argosy.wire.http.Endpoint;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import argosy.wire.shape.DecodeError;
import argosy.wire.shape.RestShape;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the ECS agent tells whoever is on its host: which instance it is, and which tasks run here,
/// with Docker's ids. Told on loopback only; nothing in it lets anybody be somebody.
public final class Introspection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Introspection.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The port of Amazon's agent.
  private static final int PORT = 51_678;

  /// What a container's page has of what the task metadata endpoint says.
  private static final List<String> MEMBERS =
      List.of("DockerId", "DockerName", "Name", "Ports", "Networks", "Volumes");

  /// As many digits of Docker's ids as its own listings show.
  private static final int ID_DIGITS_MIN = 12;

  private final Agent agent;
  private final Documents documents;
  private Optional<Endpoint> listening = Optional.empty();

  Introspection(Agent agent, Runtime runtime) {
    this.agent = agent;
    this.documents = new Documents(runtime);
  }

  /// Begins to answer, unless another agent of this machine has the port.
  public static Introspection start(Agent agent, Runtime runtime) {
    var introspection = new Introspection(agent, runtime);
    try {
      introspection.listening =
          Optional.of(Endpoint.start(new Address("127.0.0.1", PORT, null), introspection::answer));
    } catch (IOException e) {
      LOG.info("port {} says nothing of this agent: {}", PORT, e.getMessage());
    }
    return introspection;
  }

  HttpResponse answer(HttpRequest request) {
    if (!request.method().equals("GET")) {
      return error(405, "only GET is answered here");
    }
    try {
      return switch (request.path()) {
        case "/" -> json(commands());
        case "/v1/metadata" -> json(metadata());
        case "/v1/tasks" -> tasks(request.rawQuery());
        default -> error(404, "no such page; / lists those that there are");
      };
    } catch (DecodeError e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.warn("a question about the tasks can't be answered: {}", e.toString());
      return error(500, "the host's engine doesn't answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(500, "the agent ends");
    }
  }

  private static ObjectNode commands() {
    ObjectNode page = JSON.createObjectNode();
    page.putArray("AvailableCommands").add("/v1/metadata").add("/v1/tasks");
    return page;
  }

  private ObjectNode metadata() throws InterruptedException, ExecutionException, TimeoutException {
    AgentStatus status = agent.status().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    ObjectNode page = JSON.createObjectNode();
    page.put("Cluster", status.cluster());
    page.put(
        "ContainerInstanceArn",
        status.containerInstance().isEmpty() ? null : status.containerInstance());
    page.put("Version", "Argosy Agent - v" + AgentConfig.VERSION);
    return page;
  }

  private HttpResponse tasks(String rawQuery)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    List<TaskView> all = agent.views().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Optional<String> arn = asked(rawQuery, "taskarn");
    Optional<String> id = asked(rawQuery, "dockerid");
    if (arn.isEmpty() && id.isEmpty()) {
      ObjectNode page = JSON.createObjectNode();
      ArrayNode tasks = page.putArray("Tasks");
      for (TaskView task : all) {
        tasks.add(task(task));
      }
      return json(page);
    }
    Predicate<TaskView> wanted =
        task ->
            arn.map(it -> task.payload().arn().equals(it)).orElse(true)
                && id.map(it -> has(task, it)).orElse(true);
    Optional<TaskView> found = all.stream().filter(wanted).findFirst();
    return found.isPresent() ? json(task(found.get())) : error(404, "no such task on this host");
  }

  private static boolean has(TaskView task, String dockerId) {
    return dockerId.length() >= ID_DIGITS_MIN
        && task.containers().stream()
            .map(ContainerView::dockerId)
            .anyMatch(id -> id != null && id.startsWith(dockerId));
  }

  private static Optional<String> asked(String rawQuery, String name) {
    return RestShape.query(rawQuery).getOrDefault(name, List.of()).stream().findFirst();
  }

  private ObjectNode task(TaskView task) throws IOException, InterruptedException {
    ObjectNode page = JSON.createObjectNode();
    page.put("Arn", task.payload().arn());
    page.put("DesiredStatus", task.desired());
    page.put("KnownStatus", task.known());
    page.put("Family", task.payload().family());
    page.put("Version", task.payload().version());
    ArrayNode containers = page.putArray("Containers");
    for (ContainerView container : task.containers()) {
      Optional<JsonNode> whole = documents.container(task, container, 3);
      if (whole.isPresent()) {
        ObjectNode some = containers.addObject();
        MEMBERS.stream()
            .filter(whole.get()::has)
            .forEach(member -> some.set(member, whole.get().path(member)));
      }
    }
    return page;
  }

  private static HttpResponse json(JsonNode page) {
    return Page.json(200, page.toString());
  }

  private static HttpResponse error(int status, String why) {
    return Page.json(status, JSON.writeValueAsString(why));
  }

  @Override
  public void close() {
    listening.ifPresent(Endpoint::close);
  }
}
