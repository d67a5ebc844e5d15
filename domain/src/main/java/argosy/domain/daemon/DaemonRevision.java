package argosy.domain.daemon;

import argosy.domain.id.DaemonArn;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;

/// What all tasks of a daemon's deployment are like. It never changes.
///
/// @param definition of its tasks, with its `daemon` set
/// @param spec as answers say it
public record DaemonRevision(
    DaemonRevisionArn arn,
    TaskDefinitionArn definition,
    software.amazon.awssdk.services.ecs.model.DaemonRevision spec)
    implements Entity {

  public static final Kind<DaemonRevision> KIND =
      new Kind<>("daemon-revision", DaemonRevision.class, List.of());

  public static Key<DaemonRevision> key(DaemonRevisionArn arn) {
    return KIND.key(Daemon.id(arn.daemon()) + "/" + arn.id());
  }

  @Override
  public Key<DaemonRevision> key() {
    return key(arn);
  }

  /// All revisions of a daemon that are remembered.
  public static Collection<DaemonRevision> of(Picture picture, DaemonArn daemon) {
    return picture.startingWith(KIND, Daemon.id(daemon) + "/");
  }
}
