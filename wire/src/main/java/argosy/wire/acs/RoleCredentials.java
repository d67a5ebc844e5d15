package argosy.wire.acs;

import java.util.Objects;

/// Short-lived credentials of a role, on their way to a task. What is missing on the wire is empty.
///
/// @param credentialsId under which the task asks for them; the same for all that follow these
/// @param expiration in ISO 8601
public record RoleCredentials(
    String credentialsId,
    String roleArn,
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    String expiration) {

  /// The role of what runs in the containers.
  public static final String TASK = "TaskApplication";

  /// The role with which the agent works for the task.
  public static final String EXECUTION = "TaskExecution";

  public RoleCredentials {
    credentialsId = Objects.requireNonNullElse(credentialsId, "");
    roleArn = Objects.requireNonNullElse(roleArn, "");
    accessKeyId = Objects.requireNonNullElse(accessKeyId, "");
    secretAccessKey = Objects.requireNonNullElse(secretAccessKey, "");
    sessionToken = Objects.requireNonNullElse(sessionToken, "");
    expiration = Objects.requireNonNullElse(expiration, "");
  }

  /// Whether there is something to ask for, and somewhere to ask.
  public boolean whole() {
    return !credentialsId.isEmpty()
        && !accessKeyId.isEmpty()
        && !secretAccessKey.isEmpty()
        && !sessionToken.isEmpty();
  }

  /// Only where to ask: what may be written down.
  public RoleCredentials withoutSecrets() {
    return new RoleCredentials(credentialsId, roleArn, "", "", "", "");
  }

  /// Never the secrets.
  @Override
  public String toString() {
    return "RoleCredentials[" + roleArn + " " + accessKeyId + " until " + expiration + "]";
  }
}
