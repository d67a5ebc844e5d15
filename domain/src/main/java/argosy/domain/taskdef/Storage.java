package argosy.domain.taskdef;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The ephemeral storage of tasks of Fargate: what their containers may write altogether, which is
/// gone with the task.
public final class Storage {

  /// What a task has that asks for nothing.
  public static final int DEFAULT_GIB = 20;

  private static final int MIN_GIB = 21;
  private static final int MAX_GIB = 200;

  /// Elsewhere what a task may write is the host's.
  public static final String FARGATE_ONLY =
      "ephemeralStorage is only supported for tasks on Fargate. Leave it out, or use network mode"
          + " awsvpc, a size of Fargate, and the launch type FARGATE.";

  private Storage() {}

  /// What is wrong with a size; null if nothing is.
  static @Nullable String complaint(@Nullable EphemeralStorage said) {
    boolean outside =
        said != null
            && (said.sizeInGiB() == null
                || said.sizeInGiB() < MIN_GIB
                || said.sizeInGiB() > MAX_GIB);
    return outside
        ? "The size of ephemeralStorage must be between " + MIN_GIB + " and " + MAX_GIB + " GiB."
        : null;
  }

  /// Whether a definition asks for a size.
  public static boolean isWanted(TaskDefinition spec) {
    return spec.ephemeralStorage() != null;
  }

  /// What a task of a definition has on Fargate.
  public static int gib(TaskDefinition spec) {
    return spec.ephemeralStorage() == null ? DEFAULT_GIB : spec.ephemeralStorage().sizeInGiB();
  }
}
