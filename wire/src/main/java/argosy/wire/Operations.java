package argosy.wire;

import java.util.Collection;

/// What stands behind the wire.
public interface Operations {

  /// The services that are answered at all.
  Collection<Service> services();

  /// True if the action is built. An action of the service's model that isn't gets an error that
  /// says so; any other is unknown, as with AWS.
  boolean isBuilt(Service service, String action);

  /// Performs a call whose action [#isBuilt]. May block; runs on a virtual thread.
  Answer perform(Call call);
}
