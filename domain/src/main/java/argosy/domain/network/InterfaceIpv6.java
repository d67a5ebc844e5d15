package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;

/// Decides what giving a network interface an IPv6 address means, and taking it.
public final class InterfaceIpv6 {
  private InterfaceIpv6() {}

  public static Outcome<NetworkInterface> assign(Picture picture, String id, Ipv6Wish wish) {
    Optional<NetworkInterface> there = NetworkInterface.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noInterface(id));
    }
    NetworkInterface has = there.get();
    if (has.address6() != null) {
      return Outcome.refused(NetworkErrors.tooManyIpv6());
    }
    Subnet subnet = Subnet.find(picture, has.place().subnet()).orElseThrow();
    return switch (wish.take(AddressPool.of(picture), subnet, has.address())) {
      case Ipv6Wish.Taken.Refused(EcsError error) -> Outcome.refused(error);
      case Ipv6Wish.Taken.Address(var address) -> {
        NetworkInterface more = has.withIpv6(address);
        yield Outcome.put(more, more);
      }
    };
  }

  public static Outcome<NetworkInterface> unassign(
      Picture picture, String id, List<Ipv6> addresses) {
    Optional<NetworkInterface> there = NetworkInterface.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noInterface(id));
    }
    Optional<Ipv6> strange =
        addresses.stream().filter(it -> !it.equals(there.get().address6())).findFirst();
    if (strange.isPresent()) {
      return Outcome.refused(
          NetworkErrors.invalid(
              "Some of the addresses are not assigned to interface " + id + ": " + strange.get()));
    }
    NetworkInterface less = there.get().withIpv6(null);
    return Outcome.put(less, less);
  }
}
