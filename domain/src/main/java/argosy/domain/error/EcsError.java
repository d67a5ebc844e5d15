package argosy.domain.error;

import java.util.List;

/// Why ECS, IAM or EC2 refuses a request. Codes are API: never rename one.
public sealed interface EcsError {

  /// AWS's error code.
  default String code() {
    return switch (this) {
      case InvalidParameter _ -> "InvalidParameterException";
      case Client _ -> "ClientException";
      case ClusterNotFound _ -> "ClusterNotFoundException";
      case ServiceNotFound _ -> "ServiceNotFoundException";
      case ServiceDeploymentNotFound _ -> "ServiceDeploymentNotFoundException";
      case TaskSetNotFound _ -> "TaskSetNotFoundException";
      case NamespaceNotFound _ -> "NamespaceNotFoundException";
      case ServiceNotActive _ -> "ServiceNotActiveException";
      case DaemonNotFound _ -> "DaemonNotFoundException";
      case DaemonNotActive _ -> "DaemonNotActiveException";
      case PlatformUnknown _ -> "PlatformUnknownException";
      case ClusterContainsServices _ -> "ClusterContainsServicesException";
      case ClusterContainsTasks _ -> "ClusterContainsTasksException";
      case ClusterContainsInstances _ -> "ClusterContainsContainerInstancesException";
      case Conflict _ -> "ConflictException";
      case NoUpdateAvailable _ -> "NoUpdateAvailableException";
      case MissingVersion _ -> "MissingVersionException";
      case ResourceNotFound _ -> "ResourceNotFoundException";
      case TargetNotFound _ -> "TargetNotFoundException";
      case AttributeLimitExceeded _ -> "AttributeLimitExceededException";
      case AccessDenied _ -> "AccessDeniedException";
      case LimitExceeded _ -> "LimitExceededException";
      case Iam(IamCode reason, _) -> reason.code();
      case Ec2(String code, _) -> code;
    };
  }

  /// What is wrong, in AWS's words where AWS has them, and what would be right.
  String message();

  /// A parameter is missing, malformed or out of its range.
  record InvalidParameter(String message) implements EcsError {

    /// A container instance that isn't there.
    ///
    /// @param reference the caller's name for it
    public static InvalidParameter noInstance(String reference) {
      return new InvalidParameter("Referenced container instance " + reference + " not found.");
    }
  }

  /// The request is well formed, but asks for something that can't be done.
  record Client(String message) implements EcsError {}

  /// A version of Fargate's platform that there isn't.
  record PlatformUnknown(String message) implements EcsError {}

  record ClusterNotFound() implements EcsError {
    @Override
    public String message() {
      return "Cluster not found.";
    }
  }

  record ServiceNotFound() implements EcsError {
    @Override
    public String message() {
      return "Service not found.";
    }
  }

  record ServiceDeploymentNotFound() implements EcsError {
    @Override
    public String message() {
      return "Service deployment not found.";
    }
  }

  record TaskSetNotFound() implements EcsError {
    @Override
    public String message() {
      return "The specified task set was not found.";
    }
  }

  /// @param message names it
  record NamespaceNotFound(String message) implements EcsError {}

  /// It is DRAINING or INACTIVE, and nothing of it can be changed.
  record ServiceNotActive() implements EcsError {
    @Override
    public String message() {
      return "Service was not ACTIVE.";
    }
  }

  /// No daemon of the name is in the cluster.
  record DaemonNotFound() implements EcsError {
    @Override
    public String message() {
      return "Daemon not found.";
    }
  }

  /// It is being deleted, and nothing of it can be changed.
  record DaemonNotActive() implements EcsError {
    @Override
    public String message() {
      return "Daemon was not ACTIVE.";
    }
  }

  record ClusterContainsServices() implements EcsError {
    @Override
    public String message() {
      return "The Cluster cannot be deleted while Services are active.";
    }
  }

  record ClusterContainsTasks() implements EcsError {
    @Override
    public String message() {
      return "The Cluster cannot be deleted while Tasks are active.";
    }
  }

  record ClusterContainsInstances() implements EcsError {
    @Override
    public String message() {
      return "The Cluster cannot be deleted while Container Instances are active or draining.";
    }
  }

  /// A client token was used before, for something else.
  ///
  /// @param resourceIds the ARNs of what it made then
  record Conflict(String message, List<String> resourceIds) implements EcsError {}

  /// There is no newer agent to give to a container instance.
  record NoUpdateAvailable() implements EcsError {
    @Override
    public String message() {
      return "There is no update available for your container agent.";
    }
  }

  /// An agent has never said which version it is.
  record MissingVersion() implements EcsError {
    @Override
    public String message() {
      return "Amazon ECS is unable to determine the current version of the Amazon ECS container"
          + " agent on the container instance and does not have enough information to proceed with"
          + " an update.";
    }
  }

  /// What is to be tagged isn't there.
  record ResourceNotFound(String message) implements EcsError {}

  /// What is to have attributes isn't there.
  record TargetNotFound(String message) implements EcsError {}

  /// An instance has as many attributes of its users' as it may.
  record AttributeLimitExceeded(String message) implements EcsError {}

  /// The caller isn't allowed to do it.
  record AccessDenied(String message) implements EcsError {}

  /// A quota is used up.
  record LimitExceeded(String message) implements EcsError {}

  /// IAM's way of refusing: few codes, and messages that say the rest.
  record Iam(IamCode reason, String message) implements EcsError {}

  /// EC2's way of refusing: some hundred codes, which say what is wrong by themselves.
  ///
  /// @param code such as `InvalidVpcID.NotFound`
  record Ec2(String code, String message) implements EcsError {}
}
