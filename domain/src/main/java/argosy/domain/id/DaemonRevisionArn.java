package argosy.domain.id;

import java.util.Optional;

/// Names a revision of a managed daemon.
public record DaemonRevisionArn(DaemonArn daemon, String id) {
  private static final String TYPE = "daemon-revision";

  public static Optional<DaemonRevisionArn> parse(String arn) {
    return DaemonArn.read(TYPE, arn).map(part -> new DaemonRevisionArn(part.daemon(), part.id()));
  }

  @Override
  public String toString() {
    return daemon.part(TYPE, id);
  }
}
