package argosy.wire.acs;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message on the ACS web socket. [AcsFrame] puts it into its envelope; the names of the records
/// and of their members are the names on the wire. Lists may be missing on the wire, other members
/// that aren't nullable may not.
public sealed interface AcsMessage {

  // From the control plane to the agent.

  /// Tasks to run or to stop. Delivering it again is safe: of a task that the agent knows, only the
  /// desired status is looked at, and a lower or equal one is ignored.
  ///
  /// @param generatedAt milliseconds since the epoch
  /// @param seqNum grows with every payload and manifest of an instance
  record PayloadMessage(
      String messageId,
      String clusterArn,
      String containerInstanceArn,
      long generatedAt,
      long seqNum,
      List<PayloadTask> tasks)
      implements AcsMessage {
    public PayloadMessage {
      tasks = tasks == null ? List.of() : List.copyOf(tasks);
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(clusterArn, "clusterArn");
      Objects.requireNonNull(containerInstanceArn, "containerInstanceArn");
    }
  }

  /// Sent at least once a minute; an agent that hears nothing for longer closes the socket.
  record HeartbeatMessage(String messageId, boolean healthy) implements AcsMessage {
    public HeartbeatMessage {
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  /// All tasks that the control plane knows for an instance. The agent answers with what it runs
  /// beyond them.
  ///
  /// @param timeline manifests whose timeline isn't above the newest seen are dropped
  record TaskManifestMessage(
      String messageId,
      String clusterArn,
      String containerInstanceArn,
      long generatedAt,
      long timeline,
      List<TaskIdentifier> tasks)
      implements AcsMessage {
    public TaskManifestMessage {
      tasks = tasks == null ? List.of() : List.copyOf(tasks);
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(clusterArn, "clusterArn");
      Objects.requireNonNull(containerInstanceArn, "containerInstanceArn");
    }
  }

  /// Which of the stop candidates really have to stop.
  record TaskStopVerificationAck(String messageId, long generatedAt, List<TaskIdentifier> stopTasks)
      implements AcsMessage {
    public TaskStopVerificationAck {
      stopTasks = stopTasks == null ? List.of() : List.copyOf(stopTasks);
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  /// New credentials of a role, for a task that has older ones.
  ///
  /// @param roleType [RoleCredentials#TASK] or [RoleCredentials#EXECUTION]
  record IAMRoleCredentialsMessage(
      String messageId, String taskArn, String roleType, RoleCredentials roleCredentials)
      implements AcsMessage {
    public IAMRoleCredentialsMessage {
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(taskArn, "taskArn");
      Objects.requireNonNull(roleType, "roleType");
      Objects.requireNonNull(roleCredentials, "roleCredentials");
    }
  }

  /// A complaint of the control plane; the agent only logs it.
  record ErrorMessage(String message) implements AcsMessage {
    public ErrorMessage {
      Objects.requireNonNull(message, "message");
    }
  }

  // From the agent to the control plane.

  record AckRequest(String cluster, String containerInstance, String messageId)
      implements AcsMessage {
    public AckRequest {
      Objects.requireNonNull(cluster, "cluster");
      Objects.requireNonNull(containerInstance, "containerInstance");
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  record NackRequest(String cluster, String containerInstance, String messageId, String reason)
      implements AcsMessage {
    public NackRequest {
      Objects.requireNonNull(cluster, "cluster");
      Objects.requireNonNull(containerInstance, "containerInstance");
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /// Of credentials in a payload, each, and in a message of their own.
  ///
  /// @param messageId of the message that brought them
  record IAMRoleCredentialsAckRequest(String messageId, String expiration, String credentialsId)
      implements AcsMessage {
    public IAMRoleCredentialsAckRequest {
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  record HeartbeatAckRequest(String messageId) implements AcsMessage {
    public HeartbeatAckRequest {
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  record TaskStopVerificationMessage(String messageId, List<TaskIdentifier> stopCandidates)
      implements AcsMessage {
    public TaskStopVerificationMessage {
      stopCandidates = stopCandidates == null ? List.of() : List.copyOf(stopCandidates);
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  /// Anything whose type this version doesn't know. Logged and dropped, the socket stays open.
  record Unknown(String type) implements AcsMessage {}

  /// @param desiredStatus `RUNNING` or `STOPPED`
  /// @param taskClusterArn the cluster of the task, which is that of its instance
  record TaskIdentifier(String taskArn, String desiredStatus, @Nullable String taskClusterArn) {
    public TaskIdentifier {
      Objects.requireNonNull(taskArn, "taskArn");
      Objects.requireNonNull(desiredStatus, "desiredStatus");
    }
  }
}
