package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A way to a service of AWS that stays inside of a VPC. A record only: it moves no packet.
///
/// @param service such as `com.amazonaws.us-east-1.s3`
public record VpcEndpoint(
    String id,
    String account,
    String vpc,
    Type type,
    String service,
    Settings settings,
    List<String> networkInterfaces,
    Instant created,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<VpcEndpoint> BY_VPC =
      new Index<>("vpc-endpoint-by-vpc", endpoint -> Optional.of(endpoint.vpc()));

  public static final Kind<VpcEndpoint> KIND =
      new Kind<>("vpc-endpoint", VpcEndpoint.class, List.of(BY_VPC));

  /// By routes, or by interfaces in subnets.
  public enum Type {
    GATEWAY,
    INTERFACE
  }

  /// @param policy a document of IAM's; kept, and asked by nobody
  /// @param routeTables of a gateway
  /// @param subnets of interfaces, one each
  /// @param groups of the interfaces
  public record Settings(
      String policy,
      List<String> routeTables,
      List<String> subnets,
      List<String> groups,
      boolean privateDns) {}

  public static Optional<VpcEndpoint> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  public static Collection<VpcEndpoint> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  @Override
  public Key<VpcEndpoint> key() {
    return KIND.key(id);
  }

  VpcEndpoint with(Settings changed, List<String> interfaces) {
    return new VpcEndpoint(
        id, account, vpc, type, service, changed, List.copyOf(interfaces), created, tags);
  }

  @Override
  public VpcEndpoint tagged(SortedMap<String, String> changed) {
    return new VpcEndpoint(
        id, account, vpc, type, service, settings, networkInterfaces, created, changed);
  }
}
