package argosy.agent.link;

import argosy.agent.Loop;
import argosy.wire.client.ControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointRequest;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointResponse;

/// Where the control plane's web sockets are. The answer is kept; if there is no newer one, an old
/// one has to do.
final class Endpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  /// As the genuine agent keeps it.
  private static final Duration KEPT = Duration.ofHours(12);

  private final ControlPlane controlPlane;
  private final Loop loop;
  private final DiscoverPollEndpointRequest request;
  private final List<Asker> waiting = new ArrayList<>();
  private @Nullable DiscoverPollEndpointResponse known;
  private @Nullable Instant freshUntil;

  Endpoints(String cluster, String instance, ControlPlane controlPlane, Loop loop) {
    this.controlPlane = controlPlane;
    this.loop = loop;
    this.request =
        DiscoverPollEndpointRequest.builder().cluster(cluster).containerInstance(instance).build();
  }

  /// Several who ask at the same time share one call.
  void find(Consumer<DiscoverPollEndpointResponse> found, Consumer<Exception> failed) {
    if (known != null && freshUntil != null && loop.now().isBefore(freshUntil)) {
      found.accept(known);
      return;
    }
    waiting.add(new Asker(found, failed));
    if (waiting.size() == 1) {
      loop.outside(
          () -> controlPlane.call(request, DiscoverPollEndpointResponse.class),
          answer -> {
            known = answer;
            freshUntil = loop.now().plus(KEPT);
            answered().forEach(asker -> asker.found.accept(answer));
          },
          this::failed);
    }
  }

  /// Nothing answered where they were said to be: ask again next time.
  void doubt() {
    freshUntil = null;
  }

  private void failed(Exception e) {
    DiscoverPollEndpointResponse old = known;
    boolean gone = Registration.isUnknownInstance(e);
    LOG.debug("endpoints not found: {}", e.toString());
    for (Asker asker : answered()) {
      if (old == null || gone) {
        asker.failed.accept(e);
      } else {
        asker.found.accept(old);
      }
    }
  }

  private List<Asker> answered() {
    List<Asker> askers = List.copyOf(waiting);
    waiting.clear();
    return askers;
  }

  private record Asker(Consumer<DiscoverPollEndpointResponse> found, Consumer<Exception> failed) {}
}
