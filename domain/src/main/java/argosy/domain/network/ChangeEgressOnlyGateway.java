package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/// Decides what making and deleting an egress-only internet gateway means.
public final class ChangeEgressOnlyGateway {

  /// EC2's quota in a region.
  static final int GATEWAYS_MAX = 5;

  private ChangeEgressOnlyGateway() {}

  public static Outcome<EgressOnlyGateway> create(
      Picture picture, String vpc, SortedMap<String, String> tags, RandomGenerator random) {
    Optional<Vpc> there = Vpc.find(picture, vpc);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(vpc));
    }
    if (picture.count(EgressOnlyGateway.KIND) >= GATEWAYS_MAX) {
      return Outcome.refused(
          new EcsError.Ec2(
              "EgressOnlyInternetGatewayLimitExceeded",
              "The maximum number of egress-only internet gateways has been reached: "
                  + GATEWAYS_MAX
                  + "."));
    }
    var gateway = new EgressOnlyGateway(Ids.ec2("eigw", random), there.get().account(), vpc, tags);
    return Outcome.put(gateway, gateway);
  }

  /// Routes to it lead nowhere from then on.
  public static Outcome<EgressOnlyGateway> delete(Picture picture, String id) {
    return EgressOnlyGateway.find(picture, id)
        .<Outcome<EgressOnlyGateway>>map(
            it -> new Outcome.Accepted<>(List.of(new Change.Delete(it.key())), List.of(), it))
        .orElseGet(() -> Outcome.refused(Noun.EGRESS_ONLY_GATEWAY.notFound(id)));
  }
}
