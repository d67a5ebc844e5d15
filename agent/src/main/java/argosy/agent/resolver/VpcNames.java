package argosy.agent.resolver;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The names that AWS gives the interfaces of a VPC, both ways: `ip-172-31-0-5.ec2.internal`.
///
/// @param zone under which they are, in lower case without a dot at its end
/// @param addresses by their names, likewise
/// @param ranges of the VPC: which addresses it knows about
/// @param others more names, such as those of services; empty for what nobody has
public record VpcNames(
    String zone,
    Map<String, Ipv4> addresses,
    List<Cidr> ranges,
    Function<String, Optional<List<Ipv4>>> others) {
  private static final String FIRST_REGION = "us-east-1";

  public static VpcNames of(
      VpcView view, String region, Function<String, Optional<List<Ipv4>>> others) {
    String zone = region.equals(FIRST_REGION) ? "ec2.internal" : region + ".compute.internal";
    Map<String, Ipv4> addresses =
        view.interfaces().stream()
            .map(each -> each.address())
            .collect(
                Collectors.toUnmodifiableMap(
                    address -> name(address, zone), address -> address, (one, _) -> one));
    return new VpcNames(zone, addresses, view.ranges(), others);
  }

  private static String name(Ipv4 address, String zone) {
    return "ip-" + address.toString().replace('.', '-') + "." + zone;
  }

  /// The addresses of a name; empty if nobody has it.
  Optional<List<Ipv4>> addressesOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Ipv4 address = addresses.get(lower);
    return address == null ? others.apply(lower) : Optional.of(List.of(address));
  }

  /// The name of an interface's address; empty if no interface has it.
  Optional<String> nameOf(Ipv4 address) {
    String name = name(address, zone);
    return addresses.containsKey(name) ? Optional.of(name) : Optional.empty();
  }

  /// Whether nobody but the VPC knows about a name.
  boolean owns(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(zone) || lower.endsWith("." + zone);
  }

  boolean owns(Ipv4 address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
