package argosy.wire.http;

import argosy.wire.sigv4.Verdict;
import org.jspecify.annotations.Nullable;

/// How a request was answered, for those who count and log. Names in it are never a client's
/// invention.
///
/// @param service its name; empty for one that isn't ours
/// @param action of the service's model; empty where the request didn't get as far
/// @param code [#OK], [#RELAYED] to another server, or the error's
/// @param message the error's; empty if there is none
/// @param by who signed it; null if nobody did, or nobody we know
/// @param tookNanos from the whole request to the whole response
public record Answered(
    String service,
    String action,
    String code,
    String message,
    Verdict.@Nullable Accepted by,
    String requestId,
    long tookNanos) {

  public static final String OK = "OK";
  public static final String RELAYED = "Relayed";
}
