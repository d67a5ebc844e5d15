package argosy.api.logs;

import argosy.api.Members;
import argosy.api.Target;
import argosy.domain.id.CellId;
import argosy.telemetry.logs.LogGroup;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/// What requests of CloudWatch Logs are about. AWS asks for leave about a stream even where a
/// request names a group only, so that policies are about `log-group:NAME:*`; what is tagged is the
/// group itself.
final class LogsTargets {
  private static final Set<String> TAGGING =
      Set.of("ListTagsLogGroup", "TagLogGroup", "UntagLogGroup");

  private LogsTargets() {}

  static Target of(String action, SdkPojo request, CellId cell) {
    if (Members.has(request, "resourceArn")) {
      return Target.of(text(request, "resourceArn"));
    }
    String name = text(request, "logGroupName");
    String said = name.isEmpty() ? text(request, "logGroupIdentifier") : name;
    String group = LogGroup.arn(cell, Named.name(cell, said));
    return Target.of(
        TAGGING.contains(action) ? group : group + ":log-stream:" + text(request, "logStreamName"));
  }

  private static String text(SdkPojo request, String member) {
    return Members.texts(request, member).stream().findFirst().orElse("");
  }
}
