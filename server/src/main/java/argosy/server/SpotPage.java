package argosy.server;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.cell.Result;
import argosy.control.iam.Access;
import argosy.domain.error.EcsError;
import argosy.domain.iam.Authorize;
import argosy.domain.id.TaskArn;
import argosy.domain.state.Decision;
import argosy.domain.task.InterruptSpotTask;
import argosy.domain.task.Task;
import argosy.server.report.Gate;
import argosy.wire.Caller;
import argosy.wire.HttpRequest;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import argosy.wire.sigv4.Verifier;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Interrupts a Spot task for an operator, which AWS has no action for: `POST` with `{"task":
/// ARN}`, signed like the other pages. The root of the task's account may, and whom a policy allows
/// `argosy:InterruptSpotTask` on the task (decision 0036).
final class SpotPage implements Page {
  static final String PATH = "/_argosy/spot/interrupt";
  private static final String ACTION = "InterruptSpotTask";

  private static final int WRONG = 400;
  private static final int FORBIDDEN = 403;
  private static final int ELSEWHERE = 421;
  private static final int FAILED = 500;

  private final Verifier verifier;
  private final Access access;
  private final Cells cells;

  /// @param verifier knows the keys of all accounts, and of their users
  SpotPage(Verifier verifier, Access access, Cells cells) {
    this.verifier = verifier;
    this.access = access;
    this.cells = cells;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public HttpResponse answer(HttpRequest request) {
    return Gate.signed(
        verifier,
        request,
        caller ->
            task(request.body())
                .map(arn -> answer(caller, arn))
                .orElseGet(() ->
                    refused(
                        new EcsError.InvalidParameter(
                            "The body is {\"task\": \"ARN\"}, with the ARN of a task."))));
  }

  private static Optional<TaskArn> task(byte[] body) {
    try {
      return TaskArn.parse(JsonMapper.shared().readTree(body).path("task").asString(""));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private HttpResponse answer(Caller caller, TaskArn task) {
    if (!caller.account().equals(task.cell().account())) {
      return Gate.refused(
          FORBIDDEN,
          "AccessDeniedException",
          "%s is of another account than the task %s.".formatted(caller.arn(), task));
    }
    Optional<String> denied =
        access.refusal(
            caller,
            _ ->
                new Authorize.Wish(
                    Gate.SERVICE + ":" + ACTION,
                    List.of(task.toString()),
                    Map.of(),
                    task.cell().region()));
    if (denied.isPresent()) {
      return Gate.refused(FORBIDDEN, "AccessDeniedException", denied.get());
    }
    return switch (cells.find(task.cell())) {
      case Cells.Found.Here(Cell cell) -> interrupt(cell, task);
      case Cells.Found.Elsewhere(URI server) ->
          Gate.refused(
              ELSEWHERE,
              "MisdirectedRequestException",
              "The server at " + server + " has this task's account and region; ask there.");
      case Cells.Found.Unknown(String why) -> Gate.refused(FAILED, "ServerException", why);
    };
  }

  private static HttpResponse interrupt(Cell cell, TaskArn arn) {
    Decision<Task> decision =
        Decision.named(ACTION, (picture, now, _) -> InterruptSpotTask.decide(picture, arn, now));
    return switch (cell.ask(decision)) {
      case Result.Done<Task>(Task task) -> Page.json(200, told(task));
      case Result.Refused<Task>(EcsError error) -> refused(error);
      case Result.Failed<Task>(String message, _) ->
          Gate.refused(FAILED, "ServerException", message);
    };
  }

  private static HttpResponse refused(EcsError error) {
    return Gate.refused(WRONG, error.code(), error.message());
  }

  private static String told(Task task) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("task", task.arn().toString())
        .put("desiredStatus", task.desired().name())
        .toString();
  }
}
