package argosy.domain.network;

import argosy.domain.error.EcsError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether an interface shall have an IPv6 address, and which.
public sealed interface Ipv6Wish {

  /// If its subnet gives one to each.
  record AsSubnetSays() implements Ipv6Wish {}

  record None() implements Ipv6Wish {}

  record Any() implements Ipv6Wish {}

  record Certain(Ipv6 address) implements Ipv6Wish {}

  /// What came of it.
  sealed interface Taken {

    /// @param address which the pool won't hand out again; null if none is wished for
    record Address(@Nullable Ipv6 address) implements Taken {}

    record Refused(EcsError error) implements Taken {}
  }

  /// @param beside the interface's first address
  default Taken take(AddressPool pool, Subnet subnet, Ipv4 beside) {
    return switch (this) {
      case None _ -> new Taken.Address(null);
      case AsSubnetSays _ ->
          subnet.settings().ipv6Addresses()
              ? new Any().take(pool, subnet, beside)
              : new Taken.Address(null);
      case Any _ ->
          pool.take6(subnet, beside)
              .<Taken>map(Taken.Address::new)
              .orElseGet(() -> new Taken.Refused(noRange(subnet)));
      case Certain(Ipv6 address) ->
          pool.take6(subnet, address)
              ? new Taken.Address(address)
              : new Taken.Refused(notTaken(subnet, address));
    };
  }

  private static EcsError noRange(Subnet subnet) {
    return NetworkErrors.invalid(
        "The subnet '" + subnet.id() + "' has no IPv6 CIDR block to take an address from.");
  }

  private static EcsError notTaken(Subnet subnet, Ipv6 address) {
    Optional<Cidr6> range = subnet.range6().filter(it -> it.contains(address));
    if (range.isEmpty()) {
      return NetworkErrors.outside(address);
    }
    return AddressPool.isKept(address)
        ? NetworkErrors.invalid("Address " + address + " is in subnet's reserved address range")
        : NetworkErrors.addressInUse(address);
  }
}
