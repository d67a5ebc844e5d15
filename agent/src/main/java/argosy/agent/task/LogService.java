package argosy.agent.task;

import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import java.net.URI;

/// CloudWatch Logs, as a role sees it.
@FunctionalInterface
public interface LogService {
  ControlPlane as(RoleCredentials role, URI endpoint, String region);
}
