package argosy.wire;

import java.util.List;
import java.util.Map;

/// An error as a client sees it.
///
/// @param code AWS's error code, such as `ClusterNotFoundException`
/// @param message what is wrong, and what would be right
/// @param status the HTTP status
/// @param members what else the error says, by the names in its model; protocols other than JSON
///   leave it out
public record WireError(
    String code, String message, int status, Map<String, List<String>> members) {

  public WireError {
    members = Map.copyOf(members);
  }

  /// An error that says no more than its message.
  public WireError(String code, String message, int status) {
    this(code, message, status, Map.of());
  }

  /// The caller's mistake: status 400, as the JSON protocols have it.
  public static WireError client(String code, String message) {
    return new WireError(code, message, 400);
  }

  /// Our fault: status 500.
  public static WireError server(String message) {
    return new WireError("ServerException", message, 500);
  }

  /// True for the faults that Query errors call `Sender`.
  public boolean fromSender() {
    return status < 500;
  }
}
