package argosy.domain.taskdef;

import argosy.domain.state.Picture;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// The families of a cell, found without looking at all of their revisions.
public final class Families {
  private Families() {}

  /// Names of the families that have an active revision, in their order.
  ///
  /// @param after a name; the empty one begins with the first
  public static Stream<String> active(Picture picture, String prefix, String after) {
    return Stream.iterate(
            next(picture, prefix, after),
            Optional::isPresent,
            last -> last.flatMap(name -> next(picture, prefix, name)))
        .flatMap(Optional::stream);
  }

  private static Optional<String> next(Picture picture, String prefix, String after) {
    TaskDefinitionStatus status = TaskDefinitionStatus.ACTIVE;
    String behind = after.isEmpty() ? "" : Picture.behind(Definition.value(status, after));
    return picture.by(Definition.BY_STATUS, Definition.value(status, prefix), behind).stream()
        .findFirst()
        .map(definition -> definition.arn().family());
  }

  /// Names of the families that have a revision of any status, in their order. A family whose last
  /// revision was deleted is kept for its numbers alone.
  public static Stream<String> all(Picture picture, String prefix, String after) {
    return picture.startingWith(Family.KIND, prefix, after).stream()
        .map(Family::name)
        .filter(name -> !Definition.of(picture, name).isEmpty());
  }

  /// Names of the families that have revisions, but none that is active.
  public static Stream<String> inactive(Picture picture, String prefix, String after) {
    return all(picture, prefix, after)
        .filter(name -> !Definition.has(picture, TaskDefinitionStatus.ACTIVE, name));
  }
}
