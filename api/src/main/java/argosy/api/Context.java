package argosy.api;

import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.domain.error.EcsError;
import argosy.domain.state.Decision;
import argosy.domain.state.Picture;
import argosy.telemetry.logs.LogStore;
import argosy.wire.Answer;
import argosy.wire.Caller;
import argosy.wire.WireError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/// Where and for whom an action is performed.
///
/// @param action its name
/// @param self the address under which agents reach this server
/// @param logs of all cells
public record Context(Cell cell, String action, Caller caller, URI self, LogStore logs) {

  /// ECS answers throttling with the status of any other mistake of the caller.
  private static final int THROTTLED = 400;

  public Picture picture() {
    return cell.picture();
  }

  /// Asks the cell and waits until what it decided is durable.
  public <R> Answer ask(Decision<R> decision, Function<R, ? extends SdkPojo> reply) {
    return switch (cell.ask(Decision.named(action, decision))) {
      case Result.Done<R>(R done) -> reply(reply.apply(done));
      case Result.Refused<R>(EcsError error) -> refuse(error);
      case Result.Failed<R>(String message, boolean busy) ->
          new Answer.Refused(
              busy
                  ? new WireError("ThrottlingException", message, THROTTLED)
                  : WireError.server(message));
    };
  }

  public static Answer reply(SdkPojo response) {
    return new Answer.Reply(response);
  }

  public static Answer refuse(EcsError error) {
    Map<String, List<String>> members =
        error instanceof EcsError.Conflict conflict
            ? Map.of("resourceIds", conflict.resourceIds())
            : Map.of();
    return new Answer.Refused(new WireError(error.code(), error.message(), status(error), members));
  }

  /// Some of IAM's and EC2's codes have statuses of their own; all others are the caller's mistake
  /// and nothing more.
  private static int status(EcsError error) {
    if (error instanceof EcsError.Iam iam) {
      return switch (iam.reason()) {
        case NO_SUCH_ENTITY -> 404;
        case DELETE_CONFLICT, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED -> 409;
        case INVALID_INPUT, MALFORMED_POLICY_DOCUMENT, VALIDATION_ERROR -> 400;
      };
    }
    return error.code().equals("DryRunOperation") ? 412 : 400;
  }

  /// Refuses a parameter, with what is wrong and what would be right.
  public static Answer invalid(String message) {
    return refuse(new EcsError.InvalidParameter(message));
  }
}
