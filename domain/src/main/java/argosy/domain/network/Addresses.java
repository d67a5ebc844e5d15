package argosy.domain.network;

import argosy.domain.state.Derived;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/// The free addresses of each subnet, by its id, and those that are public.
final class Addresses implements Derived<HashPMap<String, FreeAddresses>> {

  /// What public addresses are handed out of: a range for tests of networks, which nobody has on
  /// the internet.
  static final Cidr PUBLIC_RANGE = Cidr.parse("198.19.0.0/16").orElseThrow();

  /// The key of the public ones.
  static final String PUBLIC = "";

  private static final Addresses ALL = new Addresses();

  private Addresses() {}

  static HashPMap<String, FreeAddresses> free(Picture picture) {
    return picture.derived(ALL);
  }

  @Override
  public HashPMap<String, FreeAddresses> of(Picture picture) {
    HashPMap<String, FreeAddresses> free =
        HashTreePMap.singleton(PUBLIC, FreeAddresses.all(PUBLIC_RANGE));
    for (Subnet subnet : picture.all(Subnet.KIND)) {
      free = free.plus(subnet.id(), FreeAddresses.all(subnet.cidr()));
    }
    for (NetworkInterface each : picture.all(NetworkInterface.KIND)) {
      free = used(free, each, FreeAddresses::without);
    }
    for (ElasticIp each : picture.all(ElasticIp.KIND)) {
      free = changed(free, PUBLIC, Stream.of(each.address()), FreeAddresses::without);
    }
    return free;
  }

  @Override
  public HashPMap<String, FreeAddresses> after(
      HashPMap<String, FreeAddresses> before,
      Picture picture,
      @Nullable Entity old,
      @Nullable Entity now) {
    HashPMap<String, FreeAddresses> free = before;
    if (old instanceof NetworkInterface was) {
      free = used(free, was, FreeAddresses::with);
    }
    if (now instanceof NetworkInterface is) {
      free = used(free, is, FreeAddresses::without);
    }
    if (old instanceof ElasticIp was) {
      free = changed(free, PUBLIC, Stream.of(was.address()), FreeAddresses::with);
    }
    if (now instanceof ElasticIp is) {
      free = changed(free, PUBLIC, Stream.of(is.address()), FreeAddresses::without);
    }
    return afterSubnet(free, picture, old, now);
  }

  /// A subnet never changes its range.
  private static HashPMap<String, FreeAddresses> afterSubnet(
      HashPMap<String, FreeAddresses> before,
      Picture picture,
      @Nullable Entity old,
      @Nullable Entity now) {
    if (old instanceof Subnet gone && now == null) {
      return before.minus(gone.id());
    }
    if (old == null && now instanceof Subnet made) {
      HashPMap<String, FreeAddresses> free = before.plus(made.id(), FreeAddresses.all(made.cidr()));
      for (NetworkInterface each : NetworkInterface.of(picture, made.id())) {
        free = changed(free, made.id(), each.addresses(), FreeAddresses::without);
      }
      return free;
    }
    return before;
  }

  /// The addresses of an interface, and its public one unless that is an Elastic IP, which counts
  /// by itself.
  private static HashPMap<String, FreeAddresses> used(
      HashPMap<String, FreeAddresses> free,
      NetworkInterface of,
      BiFunction<FreeAddresses, Ipv4, FreeAddresses> how) {
    Stream<Ipv4> publicOnes =
        Optional.ofNullable(of.publicAddress()).stream()
            .filter(it -> it.allocation() == null)
            .map(NetworkInterface.PublicAddress::address);
    return changed(
        changed(free, of.place().subnet(), of.addresses(), how), PUBLIC, publicOnes, how);
  }

  private static HashPMap<String, FreeAddresses> changed(
      HashPMap<String, FreeAddresses> free,
      String key,
      Stream<Ipv4> addresses,
      BiFunction<FreeAddresses, Ipv4, FreeAddresses> how) {
    @Nullable FreeAddresses now = free.get(key);
    if (now == null) {
      return free;
    }
    FreeAddresses next = now;
    for (Ipv4 address : (Iterable<Ipv4>) addresses::iterator) {
      next = how.apply(next, address);
    }
    return next.equals(now) ? free : free.plus(key, next);
  }
}
