package argosy.agent.metadata;

import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/// As whom the control plane is asked when a container wants to know what only it knows.
///
/// @param agent as the agent itself
/// @param role as the role of a task
public record Callers(ControlPlane agent, Function<RoleCredentials, ControlPlane> role) {

  /// Asks, but not for longer than a container may be kept waiting.
  ///
  /// @throws TimeoutException if there is no answer by then
  static <A extends SdkPojo> A ask(
      ControlPlane asked, SdkPojo request, Class<A> answer, Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    var call = new FutureTask<A>(() -> asked.call(request, answer));
    Thread.startVirtualThread(call);
    try {
      return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      call.cancel(true);
    }
  }
}
