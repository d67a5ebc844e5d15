package argosy.domain.taskdef;

import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// One revision of a family: what users specified, as ECS echoes it.
///
/// What tasks of managed daemons run is one too, apart from those of users.
///
/// @param spec in AWS's own words, with status, revision and times
public record Definition(TaskDefinitionArn arn, TaskDefinition spec, List<Tag> tags)
    implements Entity {

  private static final String ZEROS = "000000000";

  /// By status and family, so that a listing reads what it lists and nothing else.
  public static final Index<Definition> BY_STATUS =
      new Index<>(
          "task-definition-by-status",
          definition ->
              definition.arn().daemon()
                  ? Optional.empty()
                  : Optional.of(value(definition.spec().status(), definition.arn().family())));

  public static final Kind<Definition> KIND =
      new Kind<>("task-definition", Definition.class, List.of(BY_STATUS));

  /// What [#BY_STATUS] keeps the revisions of a family under; without a family, what that of each
  /// family begins with.
  public static String value(TaskDefinitionStatus status, String family) {
    return status + " " + family;
  }

  /// Zeros in front make the order of keys that of revisions, which have at most nine digits.
  public static Key<Definition> key(TaskDefinitionArn arn) {
    String revision = Integer.toString(arn.revision());
    String family = arn.daemon() ? "daemon/" + arn.family() : arn.family();
    return KIND.key(family + ":" + ZEROS.substring(revision.length()) + revision);
  }

  @Override
  public Key<Definition> key() {
    return key(arn);
  }

  public boolean isActive() {
    return spec.status() == TaskDefinitionStatus.ACTIVE;
  }

  /// True if a family has a revision of a status.
  public static boolean has(Picture picture, TaskDefinitionStatus status, String family) {
    return !picture.by(BY_STATUS, value(status, family)).isEmpty();
  }

  Definition with(TaskDefinition changed) {
    return new Definition(arn, changed, tags);
  }

  public Definition tagged(List<Tag> changed) {
    return new Definition(arn, spec, changed);
  }

  /// All revisions of a family, oldest first.
  public static Collection<Definition> of(Picture picture, String family) {
    return picture.startingWith(KIND, family + ":");
  }

  /// What a reference means: the revision it names, whatever its status, or the family's newest
  /// active one.
  public static Optional<Definition> find(
      Picture picture, argosy.domain.id.CellId cell, TaskDefinitionArn.Reference reference) {
    Integer revision = reference.revision();
    if (revision != null) {
      return picture.find(key(new TaskDefinitionArn(cell, reference.family(), revision)));
    }
    String active = value(TaskDefinitionStatus.ACTIVE, reference.family());
    return picture.lastFirstBy(BY_STATUS, active + Picture.BETWEEN, "").stream().findFirst();
  }
}
