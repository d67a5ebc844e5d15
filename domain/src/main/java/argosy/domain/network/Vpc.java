package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A network of its own: nothing gets in or out but through its gateways.
///
/// @param ranges the addresses that its subnets may have; the first came with it and stays
/// @param ipv6 the IPv6 addresses that its subnets may have; null if it has none
/// @param defaultVpc true for the one that everything goes to which names none
/// @param tenancy `default` or `dedicated`; without effect
public record Vpc(
    String id,
    String account,
    List<Range> ranges,
    @Nullable Ipv6Range ipv6,
    boolean defaultVpc,
    Settings settings,
    String tenancy,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<Vpc> DEFAULT =
      new Index<>(
          "vpc-default", vpc -> vpc.defaultVpc() ? Optional.of(vpc.account()) : Optional.empty());

  private static final int NUMBER_DIGITS = 6;
  private static final int HEX = 16;

  public static final Kind<Vpc> KIND = new Kind<>("vpc", Vpc.class, List.of(DEFAULT));

  /// Addresses of a VPC.
  ///
  /// @param association `vpc-cidr-assoc-…`
  public record Range(String association, Cidr cidr) {}

  /// @param dnsSupport whether names are answered in it
  /// @param dnsHostnames whether what has a public address has a public name
  /// @param usageMetrics without effect
  public record Settings(boolean dnsSupport, boolean dnsHostnames, boolean usageMetrics) {

    /// As EC2 makes VPCs.
    static final Settings NEW = new Settings(true, false, false);

    /// As EC2 makes the default VPC.
    static final Settings DEFAULT = new Settings(true, true, false);
  }

  public static Optional<Vpc> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  /// The default VPC, unless somebody deleted it.
  public static Optional<Vpc> defaultOf(Picture picture, String account) {
    return picture.by(DEFAULT, account).stream().findFirst();
  }

  @Override
  public Key<Vpc> key() {
    return KIND.key(id);
  }

  public Cidr cidr() {
    return ranges.getFirst().cidr();
  }

  /// Its number on the network between hosts, of 24 bits: the last digits of its id; never 0.
  public int number() {
    return Math.max(1, Integer.parseInt(id.substring(id.length() - NUMBER_DIGITS), HEX));
  }

  public Vpc with(List<Range> changed) {
    return new Vpc(id, account, List.copyOf(changed), ipv6, defaultVpc, settings, tenancy, tags);
  }

  Vpc ranged(@Nullable Ipv6Range changed) {
    return new Vpc(id, account, ranges, changed, defaultVpc, settings, tenancy, tags);
  }

  public Vpc with(Settings changed) {
    return new Vpc(id, account, ranges, ipv6, defaultVpc, changed, tenancy, tags);
  }

  @Override
  public Vpc tagged(SortedMap<String, String> changed) {
    return new Vpc(id, account, ranges, ipv6, defaultVpc, settings, tenancy, changed);
  }
}
