package argosy.domain.error;

import java.util.List;

/// Why ECS, or IAM, refuses a request. Codes are API: never rename one.
public sealed interface EcsError {

  /// AWS's error code.
  String code();

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

    @Override
    public String code() {
      return "InvalidParameterException";
    }
  }

  /// The request is well formed, but asks for something that can't be done.
  record Client(String message) implements EcsError {
    @Override
    public String code() {
      return "ClientException";
    }
  }

  record ClusterNotFound() implements EcsError {
    @Override
    public String code() {
      return "ClusterNotFoundException";
    }

    @Override
    public String message() {
      return "Cluster not found.";
    }
  }

  record ClusterContainsTasks() implements EcsError {
    @Override
    public String code() {
      return "ClusterContainsTasksException";
    }

    @Override
    public String message() {
      return "The Cluster cannot be deleted while Tasks are active.";
    }
  }

  record ClusterContainsInstances() implements EcsError {
    @Override
    public String code() {
      return "ClusterContainsContainerInstancesException";
    }

    @Override
    public String message() {
      return "The Cluster cannot be deleted while Container Instances are active or draining.";
    }
  }

  /// A client token was used before, for something else.
  ///
  /// @param resourceIds the ARNs of what it made then
  record Conflict(String message, List<String> resourceIds) implements EcsError {
    @Override
    public String code() {
      return "ConflictException";
    }
  }

  /// There is no newer agent to give to a container instance.
  record NoUpdateAvailable() implements EcsError {
    @Override
    public String code() {
      return "NoUpdateAvailableException";
    }

    @Override
    public String message() {
      return "There is no update available for your container agent.";
    }
  }

  /// An agent has never said which version it is.
  record MissingVersion() implements EcsError {
    @Override
    public String code() {
      return "MissingVersionException";
    }

    @Override
    public String message() {
      return "Amazon ECS is unable to determine the current version of the Amazon ECS container"
          + " agent on the container instance and does not have enough information to proceed with"
          + " an update.";
    }
  }

  /// What is to be tagged isn't there.
  record ResourceNotFound(String message) implements EcsError {
    @Override
    public String code() {
      return "ResourceNotFoundException";
    }
  }

  /// What is to have attributes isn't there.
  record TargetNotFound(String message) implements EcsError {
    @Override
    public String code() {
      return "TargetNotFoundException";
    }
  }

  /// An instance has as many attributes of its users' as it may.
  record AttributeLimitExceeded(String message) implements EcsError {
    @Override
    public String code() {
      return "AttributeLimitExceededException";
    }
  }

  /// The caller isn't allowed to do it.
  record AccessDenied(String message) implements EcsError {
    @Override
    public String code() {
      return "AccessDeniedException";
    }
  }

  /// A quota is used up.
  record LimitExceeded(String message) implements EcsError {
    @Override
    public String code() {
      return "LimitExceededException";
    }
  }

  /// IAM's way of refusing: few codes, and messages that say the rest.
  record Iam(IamCode reason, String message) implements EcsError {
    @Override
    public String code() {
      return reason.code();
    }
  }
}
