package argosy.domain.fabric;

import argosy.domain.instance.Instance;
import argosy.domain.network.InternetGateway;
import argosy.domain.network.NatGateway;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.RouteTable;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which VPCs changes are about, and what of them: the hosts that take part in a VPC have to be
/// told.
public final class Touched {
  private final Picture before;
  private final Picture after;
  private final Map<String, Parts> parts = new HashMap<>();

  /// What of a VPC became different, by ids.
  private static final class Parts {
    private final Set<String> interfaces = new TreeSet<>();
    private final Set<String> groups = new TreeSet<>();
    private final Set<String> subnets = new TreeSet<>();
    private boolean whole;
  }

  private Touched(Picture before, Picture after) {
    this.before = before;
    this.after = after;
  }

  /// One effect for each VPC.
  ///
  /// @param after all of the changes were made
  public static List<Effect> in(Picture before, Picture after, List<Change> changes) {
    var touched = new Touched(before, after);
    for (Change change : changes) {
      switch (change) {
        case Change.Put(Entity entity) -> touched.look(entity);
        case Change.Delete(var key) -> before.find(key).ifPresent(touched::look);
      }
    }
    return touched.parts.entrySet().stream()
        .<Effect>map(of ->
            new Effect.TellVpc(
                of.getKey(),
                of.getValue().interfaces,
                of.getValue().groups,
                of.getValue().subnets,
                of.getValue().whole))
        .toList();
  }

  private void look(Entity entity) {
    switch (entity) {
      case NetworkInterface it -> of(it.place().vpc()).interfaces.add(it.id());
      case SecurityGroup it -> of(it.vpc()).groups.add(it.id());
      case SecurityGroupRule it -> group(it.group());
      case Subnet it -> of(it.vpc()).subnets.add(it.id());
      case NetworkAcl it -> subnets(it.vpc());
      case RouteTable it -> subnets(it.vpc());
      case NatGateway it -> subnets(it.vpc());
      case InternetGateway it -> {
        subnets(it.vpc());
        before.find(it.key()).ifPresent(old -> subnets(old.vpc()));
      }
      case Vpc it -> of(it.id()).whole = true;
      case Instance it -> host(it);
      default -> {} // all other kinds have nothing to do with networks
    }
  }

  private Parts of(String vpc) {
    return parts.computeIfAbsent(vpc, _ -> new Parts());
  }

  private void group(String id) {
    SecurityGroup.find(after, id)
        .or(() -> SecurityGroup.find(before, id))
        .ifPresent(group -> of(group.vpc()).groups.add(id));
  }

  private void subnets(@Nullable String vpc) {
    if (vpc != null) {
      Subnet.of(after, vpc).forEach(subnet -> of(vpc).subnets.add(subnet.id()));
    }
  }

  /// A host that is somewhere else on the network between hosts is so with all interfaces on it.
  private void host(Instance now) {
    Optional<String> was = Berths.underlay(before, now.arn());
    if (!was.equals(Berths.underlay(after, now.arn()))) {
      Berths.on(after, now.arn()).forEach(it -> of(it.place().vpc()).interfaces.add(it.id()));
    }
  }
}
