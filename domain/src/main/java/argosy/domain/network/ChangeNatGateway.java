package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.network.DraftInterface.Drafted;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what making and deleting a NAT gateway means. It is there at once, and what EC2 would
/// find out while it makes one is refused before.
public final class ChangeNatGateway {

  /// EC2's quota in a zone.
  static final int GATEWAYS_MAX = 5;

  private ChangeNatGateway() {}

  /// @param allocation of its public address; null for one that is private
  /// @param address the one that it has to have in its subnet; null if any will do
  public record Wanted(
      String subnet,
      @Nullable String allocation,
      @Nullable Ipv4 address,
      SortedMap<String, String> tags) {}

  public static Outcome<NatGateway> create(
      Picture picture, Wanted wanted, Instant now, RandomGenerator random) {
    Optional<Subnet> subnet = Subnet.find(picture, wanted.subnet());
    if (subnet.isEmpty()) {
      return Outcome.refused(NetworkErrors.noSubnet(wanted.subnet()));
    }
    Optional<EcsError> wrong =
        full(picture, subnet.get()).or(() -> address(picture, subnet.get(), wanted.allocation()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    String id = Ids.ec2("nat", random);
    var draft =
        new DraftInterface.Wanted(
            wanted.subnet(),
            List.of(),
            "Interface for NAT Gateway " + id,
            NetworkInterface.Type.NAT_GATEWAY,
            "amazon-nat",
            wanted.address(),
            false,
            new Ipv6Wish.None(),
            new TreeMap<>());
    return switch (DraftInterface.of(picture, AddressPool.of(picture), draft, now, random)) {
      case Drafted.Refused(EcsError error) -> Outcome.refused(error);
      case Drafted.Made(NetworkInterface made) ->
          put(picture, new Parts(id, wanted, made.in(List.of())), now, random);
    };
  }

  private record Parts(String id, Wanted wanted, NetworkInterface networkInterface) {}

  private static Outcome<NatGateway> put(
      Picture picture, Parts parts, Instant now, RandomGenerator random) {
    NetworkInterface held =
        parts
            .networkInterface()
            .checked(false)
            .attached(
                new NetworkInterface.Attachment(
                    Ids.ec2("ela-attach", random),
                    parts.id(),
                    NetworkInterface.Attachment.ATTACHED,
                    1,
                    false,
                    now));
    var changes = new ArrayList<Change>();
    @Nullable String allocation = parts.wanted().allocation();
    @Nullable ElasticIp used = null;
    if (allocation != null) {
      used =
          ElasticIp.find(picture, allocation)
              .orElseThrow()
              .usedBy(new ElasticIp.Use(Ids.ec2("eipassoc", random), held.id(), held.address()));
      held = held.reachedAt(ChangeElasticIp.publicAddress(used));
      changes.add(new Change.Put(used));
    }
    var gateway =
        new NatGateway(
            parts.id(),
            held.account(),
            held.place().vpc(),
            held.place().subnet(),
            held.id(),
            held.address(),
            allocation,
            used == null || used.use() == null ? null : used.use().association(),
            used == null ? null : used.address(),
            now,
            null,
            parts.wanted().tags());
    changes.add(new Change.Put(held));
    changes.add(new Change.Put(gateway));
    return new Outcome.Accepted<>(changes, List.of(), gateway);
  }

  private static Optional<EcsError> full(Picture picture, Subnet subnet) {
    long there =
        NatGateway.of(picture, subnet.vpc()).stream()
            .filter(
                it -> Subnet.find(picture, it.subnet()).orElseThrow().zone().equals(subnet.zone()))
            .count();
    return there < GATEWAYS_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "NatGatewayLimitExceeded",
                "Performing this operation would exceed the limit of "
                    + GATEWAYS_MAX
                    + " NAT gateways"));
  }

  private static Optional<EcsError> address(
      Picture picture, Subnet subnet, @Nullable String allocation) {
    if (allocation == null) {
      return Optional.empty();
    }
    Optional<ElasticIp> there = ElasticIp.find(picture, allocation);
    if (there.isEmpty()) {
      return Optional.of(ChangeElasticIp.none(allocation));
    }
    ElasticIp.@Nullable Use use = there.get().use();
    return use == null
        ? ChangeElasticIp.reachable(picture, subnet.vpc())
        : Optional.of(ChangeElasticIp.alreadyUsed(allocation, use.association()));
  }

  /// It stays visible for an hour; those that were deleted longer ago go.
  public static Outcome<NatGateway> delete(Picture picture, String id, Instant now) {
    Optional<NatGateway> there = NatGateway.find(picture, id).filter(it -> !it.forgotten(now));
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    if (!there.get().works()) {
      return Outcome.unchanged(there.get());
    }
    var changes = new ArrayList<Change>();
    picture.all(NatGateway.KIND).stream()
        .filter(it -> it.forgotten(now))
        .forEach(it -> changes.add(new Change.Delete(it.key())));
    NatGateway gone = there.get().deleted(now);
    Optional.ofNullable(gone.allocation())
        .flatMap(allocation -> ElasticIp.find(picture, allocation))
        .ifPresent(it -> changes.add(new Change.Put(it.usedBy(null))));
    changes.add(new Change.Delete(NetworkInterface.KIND.key(gone.networkInterface())));
    changes.add(new Change.Put(gone));
    return new Outcome.Accepted<>(changes, List.of(), gone);
  }

  public static EcsError none(String id) {
    return new EcsError.Ec2("NatGatewayNotFound", "NatGateway " + id + " was not found");
  }
}
