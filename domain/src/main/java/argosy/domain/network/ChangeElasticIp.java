package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.network.NetworkInterface.PublicAddress;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what allocating, associating, disassociating and releasing a public address means.
public final class ChangeElasticIp {

  /// EC2's quota in a region.
  public static final int ADDRESSES_MAX = 5;

  private ChangeElasticIp() {}

  public static Outcome<ElasticIp> allocate(
      Picture picture, String account, SortedMap<String, String> tags, RandomGenerator random) {
    if (picture.count(ElasticIp.KIND) >= ADDRESSES_MAX) {
      return Outcome.refused(
          new EcsError.Ec2(
              "AddressLimitExceeded", "The maximum number of addresses has been reached."));
    }
    Optional<Ipv4> address = AddressPool.of(picture).takePublic(random);
    if (address.isEmpty()) {
      return Outcome.refused(
          new EcsError.Ec2(
              "InsufficientAddressCapacity", "Not enough available public addresses."));
    }
    var made = new ElasticIp(Ids.ec2("eipalloc", random), account, address.get(), null, tags);
    return Outcome.put(made, made);
  }

  /// @param privateAddress which of the interface's; its first one if it is null
  /// @param again whether an address that something has may be taken away from it
  public record Wanted(
      String allocation, String networkInterface, @Nullable Ipv4 privateAddress, boolean again) {}

  public static Outcome<ElasticIp> associate(
      Picture picture, Wanted wanted, RandomGenerator random) {
    Optional<ElasticIp> there = ElasticIp.find(picture, wanted.allocation());
    if (there.isEmpty()) {
      return Outcome.refused(none(wanted.allocation()));
    }
    Optional<NetworkInterface> to = NetworkInterface.find(picture, wanted.networkInterface());
    if (to.isEmpty()) {
      return Outcome.refused(NetworkErrors.noInterface(wanted.networkInterface()));
    }
    Optional<EcsError> wrong =
        reachable(picture, to.get().place().vpc())
            .or(() -> ofGateway(picture, there.get(), to.get()))
            .or(() -> taken(there.get(), to.get(), wanted));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Ipv4 own = wanted.privateAddress() == null ? to.get().address() : wanted.privateAddress();
    if (to.get().addresses().noneMatch(own::equals)) {
      return Outcome.refused(
          NetworkErrors.invalid(
              "The address " + own + " is not of the interface " + to.get().id() + "."));
    }
    ElasticIp used =
        there.get().usedBy(new ElasticIp.Use(Ids.ec2("eipassoc", random), to.get().id(), own));
    var changes = new ArrayList<>(freed(picture, there.get()));
    Optional.ofNullable(to.get().publicAddress())
        .map(PublicAddress::allocation)
        .flatMap(had -> ElasticIp.find(picture, had))
        .ifPresent(had -> changes.add(new Change.Put(had.usedBy(null))));
    changes.add(new Change.Put(used));
    changes.add(new Change.Put(to.get().reachedAt(publicAddress(used))));
    return new Outcome.Accepted<>(changes, List.of(), used);
  }

  /// As the interface that has it knows it.
  static PublicAddress publicAddress(ElasticIp used) {
    return new PublicAddress(
        used.address(), used.id(), used.use() == null ? null : used.use().association());
  }

  /// What is wrong with public addresses in a VPC: without a gateway nobody reaches them.
  static Optional<EcsError> reachable(Picture picture, String vpc) {
    return InternetGateway.of(picture, vpc).isEmpty()
        ? Optional.of(
            new EcsError.Ec2(
                "Gateway.NotAttached",
                "Network " + vpc + " is not attached to any internet gateway"))
        : Optional.empty();
  }

  private static Optional<EcsError> taken(ElasticIp address, NetworkInterface to, Wanted wanted) {
    ElasticIp.@Nullable Use use = address.use();
    if (use != null && !wanted.again() && !use.networkInterface().equals(to.id())) {
      return Optional.of(alreadyUsed(address.id(), use.association()));
    }
    @Nullable PublicAddress has = to.publicAddress();
    return has != null
            && has.association() != null
            && !address.id().equals(has.allocation())
            && !wanted.again()
        ? Optional.of(alreadyUsed(to.id(), has.association()))
        : Optional.empty();
  }

  static EcsError alreadyUsed(String resource, String association) {
    return new EcsError.Ec2(
        "Resource.AlreadyAssociated",
        "resource " + resource + " is already associated with associate-id " + association);
  }

  /// What changes when an address is taken away from what has it.
  private static List<Change> freed(Picture picture, ElasticIp address) {
    ElasticIp.@Nullable Use use = address.use();
    return use == null
        ? List.of()
        : NetworkInterface.find(picture, use.networkInterface())
            .<List<Change>>map(it -> List.of(new Change.Put(it.reachedAt(null))))
            .orElse(List.of());
  }

  public static Outcome<ElasticIp> disassociate(Picture picture, String association) {
    Optional<ElasticIp> there = ElasticIp.byAssociation(picture, association);
    if (there.isEmpty()) {
      return Outcome.refused(
          NetworkErrors.notFound("InvalidAssociationID", "association ID", association));
    }
    Optional<EcsError> wrong = ofGateway(picture, there.get());
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    ElasticIp free = there.get().usedBy(null);
    var changes = new ArrayList<>(freed(picture, there.get()));
    changes.add(new Change.Put(free));
    return new Outcome.Accepted<>(changes, List.of(), free);
  }

  /// What a NAT gateway has, it has until it is deleted.
  private static Optional<EcsError> ofGateway(
      Picture picture, ElasticIp address, NetworkInterface to) {
    return to.type() == NetworkInterface.Type.NAT_GATEWAY
        ? Optional.of(managed("The interface " + to.id()))
        : ofGateway(picture, address);
  }

  private static Optional<EcsError> ofGateway(Picture picture, ElasticIp address) {
    return Optional.ofNullable(address.use())
        .flatMap(use -> NetworkInterface.find(picture, use.networkInterface()))
        .filter(it -> it.type() == NetworkInterface.Type.NAT_GATEWAY)
        .map(_ -> managed("The address " + address.address()));
  }

  private static EcsError managed(String what) {
    return new EcsError.Ec2("OperationNotPermitted", what + " belongs to a NAT gateway.");
  }

  public static Outcome<ElasticIp> release(Picture picture, String id) {
    Optional<ElasticIp> there = ElasticIp.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    return there.get().use() == null
        ? new Outcome.Accepted<>(
            List.of(new Change.Delete(there.get().key())), List.of(), there.get())
        : Outcome.refused(
            new EcsError.Ec2(
                "InvalidIPAddress.InUse", "Address " + there.get().address() + " is in use."));
  }

  public static EcsError none(String id) {
    return NetworkErrors.notFound("InvalidAllocationID", "allocation ID", id);
  }
}
