package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.control.fleet.Gateway;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointRequest;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointResponse;

/// Tells agents where to open their sockets.
final class DiscoverPollEndpoint implements Action<DiscoverPollEndpointRequest> {

  @Override
  public Answer perform(DiscoverPollEndpointRequest request, Context context) {
    String self = context.self().toString();
    return Context.reply(
        DiscoverPollEndpointResponse.builder()
            .endpoint(self + Gateway.ACS)
            .telemetryEndpoint(self + Gateway.TCS)
            .build());
  }
}
