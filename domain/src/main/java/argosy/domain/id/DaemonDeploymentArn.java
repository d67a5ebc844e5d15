package argosy.domain.id;

import java.util.Optional;

/// Names a deployment of a managed daemon.
public record DaemonDeploymentArn(DaemonArn daemon, String id) {
  private static final String TYPE = "daemon-deployment";

  public static Optional<DaemonDeploymentArn> parse(String arn) {
    return DaemonArn.read(TYPE, arn).map(part -> new DaemonDeploymentArn(part.daemon(), part.id()));
  }

  @Override
  public String toString() {
    return daemon.part(TYPE, id);
  }
}
