package argosy.domain.taskdef;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// What a definition says. Of the many that are kept few are ever asked for again, so one that
/// comes from the store is read when it is.
public final class Spec {
  private final TaskDefinitionStatus status;
  private final Supplier<TaskDefinition> later;

  /// Two who ask at once come to the same.
  private volatile @Nullable TaskDefinition read;

  private Spec(
      TaskDefinitionStatus status, Supplier<TaskDefinition> later, @Nullable TaskDefinition read) {
    this.status = status;
    this.later = later;
    this.read = read;
  }

  static Spec of(TaskDefinition said) {
    return new Spec(said.status(), () -> said, said);
  }

  /// @param status of what will be read
  /// @param later answers the same each time
  public static Spec later(TaskDefinitionStatus status, Supplier<TaskDefinition> later) {
    return new Spec(status, later, null);
  }

  public TaskDefinitionStatus status() {
    return status;
  }

  public TaskDefinition get() {
    TaskDefinition known = read;
    if (known == null) {
      known = later.get();
      read = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Spec spec && spec.get().equals(get());
  }

  @Override
  public int hashCode() {
    return get().hashCode();
  }

  @Override
  public String toString() {
    return get().toString();
  }
}
