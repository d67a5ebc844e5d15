package argosy.domain.network;

import argosy.domain.state.Picture;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;

/// Hands out addresses for one decision: what it has handed out, it doesn't hand out again. What
/// isn't put into the picture by the decision is free again after it.
public final class AddressPool {
  private HashPMap<String, FreeAddresses> free;

  private AddressPool(HashPMap<String, FreeAddresses> free) {
    this.free = free;
  }

  public static AddressPool of(Picture picture) {
    return new AddressPool(Addresses.free(picture));
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
