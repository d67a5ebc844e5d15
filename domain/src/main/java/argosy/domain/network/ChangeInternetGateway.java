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

/// Decides what making, attaching, detaching and deleting an internet gateway means.
public final class ChangeInternetGateway {

  /// EC2's quota in a region.
  static final int GATEWAYS_MAX = 5;

  private ChangeInternetGateway() {}

  public static Outcome<InternetGateway> create(
      Picture picture, String account, SortedMap<String, String> tags, RandomGenerator random) {
    if (picture.count(InternetGateway.KIND) >= GATEWAYS_MAX) {
      return Outcome.refused(
          new EcsError.Ec2(
              "InternetGatewayLimitExceeded",
              "The maximum number of internet gateways has been reached: " + GATEWAYS_MAX + "."));
    }
    var gateway = new InternetGateway(Ids.ec2("igw", random), account, null, tags);
    return Outcome.put(gateway, gateway);
  }

  public static Outcome<InternetGateway> attach(Picture picture, String id, String vpc) {
    Optional<InternetGateway> there = InternetGateway.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    if (Vpc.find(picture, vpc).isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(vpc));
    }
    if (there.get().vpc() != null) {
      return Outcome.refused(
          new EcsError.Ec2(
              "Resource.AlreadyAssociated",
              "resource " + id + " is already attached to network " + there.get().vpc()));
    }
    if (!InternetGateway.of(picture, vpc).isEmpty()) {
      return Outcome.refused(
          NetworkErrors.invalid("Network " + vpc + " already has an internet gateway attached"));
    }
    InternetGateway attached = there.get().attached(vpc);
    return Outcome.put(attached, attached);
  }

  /// Refused while something in the VPC has a public address.
  public static Outcome<InternetGateway> detach(Picture picture, String id, String vpc) {
    Optional<InternetGateway> there = InternetGateway.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    if (!vpc.equals(there.get().vpc())) {
      return Outcome.refused(
          new EcsError.Ec2(
              "Gateway.NotAttached", "resource " + id + " is not attached to network " + vpc));
    }
    boolean mapped =
        Subnet.of(picture, vpc).stream()
            .flatMap(subnet -> NetworkInterface.of(picture, subnet.id()).stream())
            .anyMatch(it -> it.publicAddress() != null);
    if (mapped) {
      return Outcome.refused(
          NetworkErrors.needed(
              "Network "
                  + vpc
                  + " has some mapped public address(es). Please unmap those public address(es)"
                  + " before detaching the gateway."));
    }
    InternetGateway detached = there.get().attached(null);
    return Outcome.put(detached, detached);
  }

  public static Outcome<InternetGateway> delete(Picture picture, String id) {
    Optional<InternetGateway> there = InternetGateway.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    return there.get().vpc() == null
        ? new Outcome.Accepted<>(
            List.of(new Change.Delete(there.get().key())), List.of(), there.get())
        : Outcome.refused(NetworkErrors.inUse("internetGateway", id));
  }

  private static EcsError none(String id) {
    return NetworkErrors.notFound("InvalidInternetGatewayID", "internetGateway ID", id);
  }
}
