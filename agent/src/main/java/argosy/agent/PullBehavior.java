package argosy.agent;

/// When an image is pulled, as `ECS_IMAGE_PULL_BEHAVIOR` has it.
public enum PullBehavior {
  /// For every task; if that fails, the image that is here will do.
  DEFAULT,
  /// For every task; if that fails, the container fails.
  ALWAYS,
  /// Unless this agent pulled it for an earlier task and it is still here.
  ONCE,
  /// Only if it isn't here.
  PREFER_CACHED
}
