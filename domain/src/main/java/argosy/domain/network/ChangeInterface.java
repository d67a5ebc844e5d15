package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.network.DraftInterface.Drafted;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what a user's making, changing and deleting of a network interface means.
public final class ChangeInterface {

  /// As many addresses as EC2's largest instances give an interface.
  static final int SECONDARY_MAX = 49;

  private ChangeInterface() {}

  /// @param secondary the addresses besides the first that it has to have
  /// @param more how many others it shall have
  public record Wanted(DraftInterface.Wanted first, List<Ipv4> secondary, int more) {}

  public static Outcome<NetworkInterface> create(
      Picture picture, Wanted wanted, Instant now, RandomGenerator random) {
    AddressPool pool = AddressPool.of(picture);
    return switch (DraftInterface.of(picture, pool, wanted.first(), now, random)) {
      case Drafted.Refused(EcsError error) -> Outcome.refused(error);
      case Drafted.Made(NetworkInterface made) ->
          withMore(picture, pool, made, new More(wanted.secondary(), wanted.more()), random);
    };
  }

  /// Gives an interface more addresses.
  ///
  /// @param certain those that it has to have
  /// @param more how many others it shall have
  public static Outcome<NetworkInterface> assign(
      Picture picture, String id, List<Ipv4> certain, int more, RandomGenerator random) {
    Optional<NetworkInterface> there = NetworkInterface.find(picture, id);
    return there.isEmpty()
        ? Outcome.refused(NetworkErrors.noInterface(id))
        : withMore(picture, AddressPool.of(picture), there.get(), new More(certain, more), random);
  }

  /// Takes addresses from an interface, which keeps its first one.
  public static Outcome<NetworkInterface> unassign(
      Picture picture, String id, List<Ipv4> addresses) {
    Optional<NetworkInterface> there = NetworkInterface.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noInterface(id));
    }
    Optional<Ipv4> strange =
        addresses.stream().filter(it -> !there.get().secondary().contains(it)).findFirst();
    if (strange.isPresent()) {
      return Outcome.refused(
          NetworkErrors.invalid(
              "Some of the addresses are not assigned to interface "
                  + id
                  + ", or are its first one: "
                  + strange.get()));
    }
    NetworkInterface less =
        there
            .get()
            .withSecondary(
                there.get().secondary().stream().filter(it -> !addresses.contains(it)).toList());
    Optional<EcsError> used = used(picture, id, addresses);
    return used.isPresent() ? Outcome.refused(used.get()) : Outcome.put(less, less);
  }

  /// An address that an Elastic IP stands for is kept.
  private static Optional<EcsError> used(Picture picture, String id, List<Ipv4> addresses) {
    return picture.all(ElasticIp.KIND).stream()
        .flatMap(it -> Optional.ofNullable(it.use()).stream())
        .filter(it -> it.networkInterface().equals(id) && addresses.contains(it.privateAddress()))
        .findFirst()
        .map(it ->
            new EcsError.Ec2(
                "InvalidIPAddress.InUse",
                "Address "
                    + it.privateAddress()
                    + " is associated with an Elastic IP: "
                    + it.association()));
  }

  private record More(List<Ipv4> certain, int count) {}

  private static Outcome<NetworkInterface> withMore(
      Picture picture, AddressPool pool, NetworkInterface has, More more, RandomGenerator random) {
    Subnet subnet = Subnet.find(picture, has.place().subnet()).orElseThrow();
    int count = has.secondary().size() + more.certain().size() + more.count();
    if (more.count() < 0 || count > SECONDARY_MAX) {
      return Outcome.refused(
          new EcsError.Ec2(
              "PrivateIpAddressLimitExceeded",
              "Number of private addresses will exceed limit: " + (SECONDARY_MAX + 1) + "."));
    }
    var addresses = new ArrayList<>(has.secondary());
    for (Ipv4 address : more.certain()) {
      if (!pool.take(subnet, address)) {
        return Outcome.refused(DraftInterface.notTaken(subnet, address));
      }
      addresses.add(address);
    }
    while (addresses.size() < count) {
      Optional<Ipv4> address = pool.take(subnet, random);
      if (address.isEmpty()) {
        return Outcome.refused(NetworkErrors.exhausted(subnet, pool));
      }
      addresses.add(address.get());
    }
    NetworkInterface whole = has.withSecondary(addresses);
    return Outcome.put(whole, whole);
  }

  /// What to change; null leaves as it is.
  public record Modified(
      @Nullable String description,
      @Nullable List<String> groups,
      @Nullable Boolean sourceDestCheck,
      @Nullable Kept kept) {}

  /// Whether an interface stays when what it is attached to ends.
  public record Kept(String attachment, boolean deletes) {}

  public static Outcome<NetworkInterface> modify(Picture picture, String id, Modified wanted) {
    Optional<NetworkInterface> there = NetworkInterface.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noInterface(id));
    }
    NetworkInterface changed = there.get();
    if (wanted.description() != null) {
      changed = changed.described(wanted.description());
    }
    if (wanted.groups() != null) {
      Optional<EcsError> wrong =
          wanted.groups().isEmpty()
              ? Optional.of(NetworkErrors.missing("SecurityGroupId"))
              : DraftInterface.complaint(picture, changed.place().vpc(), wanted.groups());
      if (wrong.isPresent()) {
        return Outcome.refused(wrong.get());
      }
      changed = changed.in(wanted.groups());
    }
    if (wanted.sourceDestCheck() != null) {
      changed = changed.checked(wanted.sourceDestCheck());
    }
    if (wanted.kept() != null) {
      NetworkInterface.@Nullable Attachment has = changed.attachment();
      if (has == null || !has.id().equals(wanted.kept().attachment())) {
        return Outcome.refused(
            NetworkErrors.notFound(
                "InvalidAttachmentID", "attachment ID", wanted.kept().attachment()));
      }
      changed = changed.attached(has.deleting(wanted.kept().deletes()));
    }
    return Outcome.put(changed, changed);
  }

  /// An interface goes once nobody has it; those of services go by themselves.
  public static Outcome<NetworkInterface> delete(Picture picture, String id) {
    Optional<NetworkInterface> there = NetworkInterface.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noInterface(id));
    }
    if (there.get().attachment() != null) {
      return Outcome.refused(
          new EcsError.Ec2(
              "InvalidNetworkInterface.InUse",
              "Network interface '" + id + "' is currently in use."));
    }
    if (there.get().requester() != null) {
      return Outcome.refused(
          new EcsError.Ec2(
              "OperationNotPermitted",
              "The network interface '" + id + "' is managed by " + there.get().requester()));
    }
    return new Outcome.Accepted<>(gone(picture, there.get()), List.of(), there.get());
  }

  /// What changes when an interface goes: its Elastic IP is free again.
  public static List<Change> gone(Picture picture, NetworkInterface networkInterface) {
    var changes = new ArrayList<Change>();
    Optional.ofNullable(networkInterface.publicAddress())
        .map(NetworkInterface.PublicAddress::allocation)
        .flatMap(allocation -> ElasticIp.find(picture, allocation))
        .ifPresent(it -> changes.add(new Change.Put(it.usedBy(null))));
    changes.add(new Change.Delete(networkInterface.key()));
    return changes;
  }
}
