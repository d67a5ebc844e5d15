package argosy.agent.metadata;

import argosy.agent.TaskEndpoint.Tasks;
import argosy.agent.task.TaskView;
import argosy.wire.HttpRequest;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.ControlPlane.Refusal;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A task asks whether its service may end it now, or says that it may not: the agent asks the
/// control plane as the task's role, and hands on its answer. Codes, statuses and members are the
/// genuine agent's.
final class Protection {
  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INVALID = "InvalidParameterException";
  private static final String SERVER = "ServerException";
  private static final String EXAMPLE =
      "; send {\"ProtectionEnabled\": true, \"ExpiresInMinutes\": 60}, the minutes only with true,"
          + " and only if they aren't 120";

  /// The genuine agent's.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Tasks tasks;
  private final Function<RoleCredentials, ControlPlane> role;

  Protection(Tasks tasks, Function<RoleCredentials, ControlPlane> role) {
    this.tasks = tasks;
    this.role = role;
  }

  /// @param found the task that asks; empty if nobody has its id
  HttpResponse answer(HttpRequest request, Optional<TaskView> found) throws InterruptedException {
    return switch (request.method()) {
      case "GET" -> found.isEmpty() ? unknown() : ask(found.get(), Optional.empty());
      case "PUT" -> {
        Optional<Wish> wish = Wish.read(request.body());
        if (wish.isEmpty()) {
          yield error(
              400, null, INVALID, "UpdateTaskProtection: failed to decode request" + EXAMPLE);
        }
        if (found.isEmpty()) {
          yield unknown();
        }
        yield wish.get().enabled() == null
            ? error(
                400,
                found.get().payload().arn(),
                INVALID,
                "Invalid request: does not contain 'ProtectionEnabled' field" + EXAMPLE)
            : ask(found.get(), wish);
      }
      default -> error(405, null, INVALID, "only GET and PUT are answered here");
    };
  }

  /// What a task sent.
  ///
  /// @param enabled null where it isn't said
  record Wish(@Nullable Boolean enabled, @Nullable Integer expiresInMinutes) {

    /// Empty if it isn't JSON, has other members, or members of other types. Their names are taken
    /// in capitals and small letters alike, as Go does.
    static Optional<Wish> read(byte[] body) {
      JsonNode said;
      try {
        said = JSON.readTree(body);
      } catch (JacksonException e) {
        return Optional.empty();
      }
      Boolean enabled = null;
      Integer minutes = null;
      for (var member : said.properties()) {
        JsonNode value = member.getValue();
        boolean isFlag = member.getKey().equalsIgnoreCase("ProtectionEnabled");
        boolean isTime = member.getKey().equalsIgnoreCase("ExpiresInMinutes");
        if (isFlag && value.isBoolean()) {
          enabled = value.asBoolean();
        } else if (isTime && value.isInt()) {
          minutes = value.asInt();
        } else if (!value.isNull() || !(isFlag || isTime)) {
          return Optional.empty();
        }
      }
      return said.isObject() ? Optional.of(new Wish(enabled, minutes)) : Optional.empty();
    }
  }

  private HttpResponse ask(TaskView task, Optional<Wish> wish) throws InterruptedException {
    String arn = task.payload().arn();
    RoleCredentials told = task.payload().roleCredentials();
    Optional<RoleCredentials> credentials =
        told == null ? Optional.empty() : tasks.credentials(told.credentialsId());
    if (credentials.isEmpty()) {
      return error(
          403,
          arn,
          "AccessDeniedException",
          "Invalid Request: no task IAM role credentials available for task; its definition needs a"
              + " taskRoleArn");
    }
    try {
      ControlPlane asked = role.apply(credentials.get());
      if (wish.isEmpty()) {
        var request = GetTaskProtectionRequest.builder().cluster(task.cluster()).tasks(arn).build();
        var said = Callers.ask(asked, request, GetTaskProtectionResponse.class, PATIENCE);
        return answered(arn, said.protectedTasks(), said.failures());
      }
      SdkPojo request =
          UpdateTaskProtectionRequest.builder()
              .cluster(task.cluster())
              .tasks(arn)
              .protectionEnabled(wish.get().enabled())
              .expiresInMinutes(wish.get().expiresInMinutes())
              .build();
      var said = Callers.ask(asked, request, UpdateTaskProtectionResponse.class, PATIENCE);
      return answered(arn, said.protectedTasks(), said.failures());
    } catch (TimeoutException e) {
      LOG.warn("task={} its protection: no answer", arn);
      return error(504, arn, "RequestCanceled", "Timed out calling ECS Task Protection API");
    } catch (Refusal e) {
      LOG.info("task={} its protection: {} {}", arn, e.code(), e.getMessage());
      return refused(arn, e);
    } catch (IOException e) {
      LOG.warn("task={} its protection: {}", arn, e.toString());
      return error(500, arn, SERVER, "the control plane can't be reached: " + e.getMessage());
    }
  }

  private static HttpResponse answered(
      String arn, List<ProtectedTask> protections, List<Failure> failures) {
    ObjectNode page = JSON.createObjectNode();
    if (failures.size() == 1) {
      Failure failure = failures.getFirst();
      page.putObject("failure")
          .put("Arn", failure.arn())
          .put("Detail", failure.detail())
          .put("Reason", failure.reason());
      return Page.json(200, page.toString());
    }
    if (!failures.isEmpty() || protections.size() != 1) {
      LOG.warn("task={} its protection: {} and {}", arn, protections, failures);
      return error(500, arn, SERVER, "Unexpected error occurred");
    }
    ProtectedTask found = protections.getFirst();
    page.putObject("protection")
        .put(
            "ExpirationDate",
            found.expirationDate() == null ? null : found.expirationDate().toString())
        .put("ProtectionEnabled", found.protectionEnabled())
        .put("TaskArn", found.taskArn());
    return Page.json(200, page.toString());
  }

  private static HttpResponse unknown() {
    return error(404, null, "ResourceNotFoundException", "Failed to find a task for the request");
  }

  private static HttpResponse refused(String arn, Refusal refusal) {
    ObjectNode page = JSON.createObjectNode().put("requestID", refusal.requestId());
    put(page, arn, refusal.code(), String.valueOf(refusal.getMessage()));
    return Page.json(refusal.status(), page.toString());
  }

  private static HttpResponse error(int status, @Nullable String arn, String code, String message) {
    ObjectNode page = JSON.createObjectNode();
    put(page, arn, code, message);
    return Page.json(status, page.toString());
  }

  private static void put(ObjectNode page, @Nullable String arn, String code, String message) {
    ObjectNode error = page.putObject("error");
    if (arn != null) {
      error.put("Arn", arn);
    }
    error.put("Code", code).put("Message", message);
  }
}
