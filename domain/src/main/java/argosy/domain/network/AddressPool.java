package argosy.domain.network;

import argosy.domain.state.Picture;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;

/// Hands out addresses for one decision: what it has handed out, it doesn't hand out again. What
/// isn't put into the picture by the decision is free again after it.
public final class AddressPool {

  /// The second half of a subnet's last IPv6 address.
  private static final long LAST = -1;

  private final Picture picture;
  private final Set<Ipv6> taken6 = new HashSet<>();
  private HashPMap<String, FreeAddresses> free;

  private AddressPool(Picture picture, HashPMap<String, FreeAddresses> free) {
    this.picture = picture;
    this.free = free;
  }

  public static AddressPool of(Picture picture) {
    return new AddressPool(picture, Addresses.free(picture));
  }

  /// A free address of a subnet; empty if there is none. Never one of the first four nor the last
  /// of its range, which EC2 keeps.
  public Optional<Ipv4> take(Subnet subnet, RandomGenerator random) {
    return take(subnet.id(), random);
  }

  /// Takes a certain address; false if somebody has it, or EC2 keeps it.
  public boolean take(Subnet subnet, Ipv4 wanted) {
    @Nullable FreeAddresses there = free.get(subnet.id());
    if (there == null || !there.has(wanted)) {
      return false;
    }
    free = free.plus(subnet.id(), there.without(wanted));
    return true;
  }

  /// An IPv6 address of a subnet, which ends in an interface's IPv4 address, so that nobody else
  /// has it unless he chose it himself: then it is the next one that is free. Empty if the subnet
  /// has no range.
  Optional<Ipv6> take6(Subnet subnet, Ipv4 beside) {
    return subnet
        .range6()
        .map(range -> {
          Ipv6 address = range.first().plus(Integer.toUnsignedLong(beside.bits()));
          while (!take6(subnet, address)) { // there are more addresses than interfaces
            address = address.plus(1);
          }
          return address;
        });
  }

  /// Takes a certain IPv6 address; false if somebody has it, EC2 keeps it, or it is no address of
  /// the subnet.
  boolean take6(Subnet subnet, Ipv6 wanted) {
    return subnet.range6().filter(range -> range.contains(wanted)).isPresent()
        && !isKept(wanted)
        && NetworkInterface.at(picture, wanted).isEmpty()
        && taken6.add(wanted);
  }

  /// Whether an address is one of those that EC2 keeps of each subnet: the first four, and the last
  /// one.
  static boolean isKept(Ipv6 address) {
    return (0 <= address.low() && address.low() < FreeAddresses.KEPT_IN_FRONT)
        || address.low() == LAST;
  }

  /// A free public address; empty if there is none.
  public Optional<Ipv4> takePublic(RandomGenerator random) {
    return take(Addresses.PUBLIC, random);
  }

  /// How many addresses of a subnet can still be handed out.
  public int free(Subnet subnet) {
    @Nullable FreeAddresses there = free.get(subnet.id());
    return there == null ? 0 : there.count();
  }

  /// How many of a subnet's addresses are in use.
  public int used(Subnet subnet) {
    return FreeAddresses.all(subnet.cidr()).count() - free(subnet);
  }

  private Optional<Ipv4> take(String key, RandomGenerator random) {
    @Nullable FreeAddresses there = free.get(key);
    Optional<Ipv4> taken = there == null ? Optional.empty() : there.any(random);
    taken.ifPresent(
        address -> free = free.plus(key, Objects.requireNonNull(there).without(address)));
    return taken;
  }
}
