package argosy.domain.task;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What RunTask and StartTask say alike about the tasks that they ask for.
///
/// @param managedTags whether the tasks get tags that say where they are
/// @param token null where a repeated request makes new tasks
record TaskRequest(
    @Nullable String definition,
    @Nullable String group,
    @Nullable String startedBy,
    @Nullable TaskOverride overrides,
    List<Tag> tags,
    @Nullable PropagateTags propagateTags,
    boolean managedTags,
    @Nullable String referenceId,
    Where where,
    @Nullable Token token) {

  private static final int REFERENCE_MAX = 1_024;
  private static final Pattern STARTED_BY = Pattern.compile("[a-zA-Z0-9/_-]{0,128}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");

  /// Where in the network, and on what.
  ///
  /// @param platformVersion of Fargate
  record Where(@Nullable NetworkConfiguration network, @Nullable String platformVersion) {}

  /// A client token, and a digest of the request that brought it.
  record Token(String text, String digest) {}

  static TaskRequest of(RunTaskRequest said) {
    return new TaskRequest(
        said.taskDefinition(),
        said.group(),
        said.startedBy(),
        said.overrides(),
        said.tags(),
        said.propagateTags(),
        Boolean.TRUE.equals(said.enableECSManagedTags()),
        said.referenceId(),
        new Where(said.networkConfiguration(), said.platformVersion()),
        said.clientToken() == null ? null : new Token(said.clientToken(), digest(said)));
  }

  static TaskRequest of(StartTaskRequest said) {
    return new TaskRequest(
        said.taskDefinition(),
        said.group(),
        said.startedBy(),
        said.overrides(),
        said.tags(),
        said.propagateTags(),
        Boolean.TRUE.equals(said.enableECSManagedTags()),
        said.referenceId(),
        new Where(said.networkConfiguration(), null),
        null);
  }

  TaskOverride override() {
    return Objects.requireNonNullElse(overrides, TaskOverride.builder().build());
  }

  /// The first thing that is wrong with it, whatever definition it means.
  Optional<String> complaint() {
    if (startedBy != null && !STARTED_BY.matcher(startedBy).matches()) {
      return Optional.of(
          "startedBy has at most 128 letters, digits, hyphens, slashes and underscores, not '"
              + startedBy
              + "'.");
    }
    if (token != null && !TOKEN.matcher(token.text).matches()) {
      return Optional.of("clientToken has 1 to 64 visible ASCII characters.");
    }
    if (referenceId != null && referenceId.length() > REFERENCE_MAX) {
      return Optional.of("referenceId has at most " + REFERENCE_MAX + " characters.");
    }
    if (group != null && group.startsWith("service:")) {
      return Optional.of("Invalid namespace for group: only services start tasks as " + group);
    }
    if (group != null && group.startsWith(Task.DAEMON)) {
      return Optional.of("Invalid namespace for group: only daemons start tasks as " + group);
    }
    return propagateTags == null
            || propagateTags == PropagateTags.TASK_DEFINITION
            || propagateTags == PropagateTags.NONE
        ? Optional.empty()
        : Optional.of("propagateTags must be TASK_DEFINITION or NONE for a task of no service.");
  }

  /// FNV-1a of 64 bits over all that is said but the token and the cluster, which the token is
  /// looked up by. It tells mistakes apart, not forgeries: both requests are of one account.
  private static String digest(RunTaskRequest said) {
    String text = said.toBuilder().clientToken(null).cluster(null).build().toString();
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
    }
    return Long.toHexString(hash);
  }
}
