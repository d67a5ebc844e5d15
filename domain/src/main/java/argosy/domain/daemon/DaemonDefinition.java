package argosy.domain.daemon;

import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Tag;

/// One revision of a daemon's task definition, as users see it. What its tasks run is the task
/// definition of the same ARN. None is ever forgotten, so that no number is given twice.
///
/// @param arn with its `daemon` set
/// @param spec in AWS's own words, with status, revision and times
public record DaemonDefinition(TaskDefinitionArn arn, DaemonTaskDefinition spec, List<Tag> tags)
    implements Entity {
  private static final String ZEROS = "000000000";

  public static final Kind<DaemonDefinition> KIND =
      new Kind<>("daemon-task-definition", DaemonDefinition.class, List.of());

  public DaemonDefinition {
    tags = List.copyOf(tags);
  }

  public static Key<DaemonDefinition> key(TaskDefinitionArn arn) {
    String revision = Integer.toString(arn.revision());
    return KIND.key(arn.family() + ":" + ZEROS.substring(revision.length()) + revision);
  }

  @Override
  public Key<DaemonDefinition> key() {
    return key(arn);
  }

  public boolean isActive() {
    return spec.status() == DaemonTaskDefinitionStatus.ACTIVE;
  }

  /// All revisions of a family, the newest first.
  static Collection<DaemonDefinition> newestOf(Picture picture, String family) {
    return picture.lastFirst(KIND, family + ":");
  }

  /// What a reference means: the revision it names, whatever its status, or the family's newest
  /// active one.
  public static Optional<DaemonDefinition> find(
      Picture picture, CellId cell, TaskDefinitionArn.Reference reference) {
    Integer revision = reference.revision();
    return revision != null
        ? picture.find(key(new TaskDefinitionArn(cell, reference.family(), revision, true)))
        : newestOf(picture, reference.family()).stream()
            .filter(DaemonDefinition::isActive)
            .findFirst();
  }

  DaemonDefinition with(DaemonTaskDefinition changed) {
    return new DaemonDefinition(arn, changed, tags);
  }

  public DaemonDefinition tagged(List<Tag> changed) {
    return new DaemonDefinition(arn, spec, changed);
  }
}
