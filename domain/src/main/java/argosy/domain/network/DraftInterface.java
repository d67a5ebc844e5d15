package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Drafts a network interface for whoever decides about something that needs one. It puts nothing:
/// who asked puts the interface, attached to what it is for.
public final class DraftInterface {

  /// EC2's quota of security groups of one interface.
  public static final int GROUPS_MAX = 5;

  private DraftInterface() {}

  /// @param groups ids of security groups; the VPC's default group if there are none
  /// @param requester the service that makes it for itself; null if a user makes it
  /// @param address the one that it has to have; null if any will do
  /// @param publicAddress whether the world outside shall reach it
  /// @param ipv6 whether it shall have an IPv6 address
  public record Wanted(
      String subnet,
      List<String> groups,
      String description,
      NetworkInterface.Type type,
      @Nullable String requester,
      @Nullable Ipv4 address,
      boolean publicAddress,
      Ipv6Wish ipv6,
      SortedMap<String, String> tags) {

    /// What a service makes for something of its own, such as a task.
    ///
    /// @param requester such as `amazon-ecs`
    public static Wanted by(
        String requester,
        String subnet,
        List<String> groups,
        String description,
        boolean publicAddress) {
      return new Wanted(
          subnet,
          groups,
          description,
          NetworkInterface.Type.INTERFACE,
          requester,
          null,
          publicAddress,
          new Ipv6Wish.None(),
          new TreeMap<>());
    }

    public Wanted with(Ipv6Wish wish) {
      return new Wanted(
          subnet, groups, description, type, requester, address, publicAddress, wish, tags);
    }
  }

  /// What came of it.
  public sealed interface Drafted {

    /// It has an address that the pool won't hand out again, and isn't attached to anything.
    record Made(NetworkInterface networkInterface) implements Drafted {}

    record Refused(EcsError error) implements Drafted {}
  }

  public static Drafted of(
      Picture picture, AddressPool pool, Wanted wanted, Instant now, RandomGenerator random) {
    Optional<Subnet> there = Subnet.find(picture, wanted.subnet());
    if (there.isEmpty()) {
      return new Drafted.Refused(NetworkErrors.noSubnet(wanted.subnet()));
    }
    Subnet subnet = there.get();
    List<String> groups =
        wanted.groups().isEmpty() ? List.of(defaultGroup(picture, subnet)) : wanted.groups();
    Optional<EcsError> wrong = complaint(picture, subnet.vpc(), groups);
    if (wrong.isPresent()) {
      return new Drafted.Refused(wrong.get());
    }
    return address(pool, subnet, wanted, random)
        .<Drafted>map(address -> made(subnet, groups, address, new Made(pool, wanted, now, random)))
        .orElseGet(() -> new Drafted.Refused(noAddress(pool, subnet, wanted)));
  }

  /// What is wrong with security groups for something in a VPC.
  public static Optional<EcsError> complaint(Picture picture, String vpc, List<String> groups) {
    for (String id : groups) {
      Optional<SecurityGroup> group = SecurityGroup.find(picture, id);
      if (group.isEmpty()) {
        return Optional.of(NetworkErrors.noGroup(id));
      }
      if (!group.get().vpc().equals(vpc)) {
        return Optional.of(
            NetworkErrors.invalid(
                "You have specified two resources that belong to different networks: the security"
                    + " group "
                    + id
                    + " belongs to "
                    + group.get().vpc()
                    + ", the interface to "
                    + vpc
                    + "."));
      }
    }
    return groups.size() <= GROUPS_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "SecurityGroupsPerInterfaceLimitExceeded",
                "The maximum number of security groups per interface has been reached: "
                    + GROUPS_MAX));
  }

  /// A MAC address that is unique in the VPC, because the address is.
  static String mac(Ipv4 address, RandomGenerator random) {
    return "02:%02x:%02x:%02x:%02x:%02x"
        .formatted(
            random.nextInt(1 << Byte.SIZE),
            address.octet(0),
            address.octet(1),
            address.octet(2),
            address.octet(3));
  }

  private static String defaultGroup(Picture picture, Subnet subnet) {
    return SecurityGroup.named(picture, subnet.vpc(), SecurityGroup.DEFAULT).orElseThrow().id();
  }

  private static Optional<Ipv4> address(
      AddressPool pool, Subnet subnet, Wanted wanted, RandomGenerator random) {
    @Nullable Ipv4 certain = wanted.address();
    if (certain == null) {
      return pool.take(subnet, random);
    }
    return pool.take(subnet, certain) ? Optional.of(certain) : Optional.empty();
  }

  private static EcsError noAddress(AddressPool pool, Subnet subnet, Wanted wanted) {
    @Nullable Ipv4 certain = wanted.address();
    if (certain == null) {
      return NetworkErrors.exhausted(subnet, pool);
    }
    return notTaken(subnet, certain);
  }

  /// Why a certain address can't be had.
  static EcsError notTaken(Subnet subnet, Ipv4 address) {
    return subnet.cidr().contains(address)
        ? NetworkErrors.addressInUse(address)
        : NetworkErrors.outside(address);
  }

  private record Made(AddressPool pool, Wanted wanted, Instant now, RandomGenerator random) {}

  private static Drafted made(Subnet subnet, List<String> groups, Ipv4 address, Made by) {
    Optional<Ipv4> publicAddress =
        by.wanted().publicAddress() ? by.pool().takePublic(by.random()) : Optional.empty();
    if (by.wanted().publicAddress() && publicAddress.isEmpty()) {
      return new Drafted.Refused(
          new EcsError.Ec2(
              "InsufficientAddressCapacity", "Not enough available public addresses."));
    }
    return switch (by.wanted().ipv6().take(by.pool(), subnet, address)) {
      case Ipv6Wish.Taken.Refused(EcsError error) -> new Drafted.Refused(error);
      case Ipv6Wish.Taken.Address(var address6) ->
          new Drafted.Made(
              new NetworkInterface(
                  Ids.ec2("eni", by.random()),
                  subnet.account(),
                  NetworkInterface.Place.in(subnet),
                  address,
                  List.of(),
                  address6,
                  mac(address, by.random()),
                  List.copyOf(groups),
                  by.wanted().description(),
                  by.wanted().type(),
                  by.wanted().requester(),
                  null,
                  true,
                  publicAddress
                      .map(it -> new NetworkInterface.PublicAddress(it, null, null))
                      .orElse(null),
                  by.wanted().tags(),
                  by.now()));
    };
  }
}
