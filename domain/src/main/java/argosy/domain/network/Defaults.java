package argosy.domain.network;

import argosy.domain.id.CellId;
import argosy.domain.id.Ids;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What an account has in each region from its beginning: a default VPC with a subnet in each zone,
/// from which an internet gateway leads outside. It is made by the first decision that needs a
/// network, in that decision's commit, and never again: [NetworkDefaults] says so.
public final class Defaults {
  private static final Cidr RANGE = Cidr.parse("172.31.0.0/16").orElseThrow();

  /// Of the subnets.
  private static final int PREFIX = 20;

  private Defaults() {}

  /// What must be put before a network can be looked for; nothing if it was put already.
  public static List<Change> missing(
      Picture picture, CellId cell, Instant now, RandomGenerator random) {
    if (NetworkDefaults.find(picture).isPresent()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>(vpc(cell, random));
    changes.add(new Change.Put(new NetworkDefaults(cell.account(), Ids.ec2("dopt", random), now)));
    return changes;
  }

  /// Decides that it be there.
  ///
  /// @return whether it was made now
  public static Outcome<Boolean> ensure(
      Picture picture, CellId cell, Instant now, RandomGenerator random) {
    List<Change> changes = missing(picture, cell, now, random);
    return new Outcome.Accepted<>(changes, List.of(), !changes.isEmpty());
  }

  /// A default VPC, with all that it has.
  static List<Change> vpc(CellId cell, RandomGenerator random) {
    var vpc =
        new Vpc(
            Ids.ec2("vpc", random),
            cell.account(),
            List.of(NewVpc.range(RANGE, random)),
            null,
            true,
            Vpc.Settings.DEFAULT,
            "default",
            NewVpc.untagged());
    NewVpc made = NewVpc.of(vpc, random);
    var gateway =
        new InternetGateway(Ids.ec2("igw", random), cell.account(), vpc.id(), NewVpc.untagged());
    var routes = new ArrayList<>(made.table().routes());
    routes.add(
        new RouteTable.Route(
            Cidr.ANYWHERE.toString(),
            RouteTable.Route.Target.INTERNET_GATEWAY,
            gateway.id(),
            RouteTable.Route.Origin.CREATED));
    var changes = new ArrayList<Change>();
    NetworkAcl acl = made.acl();
    int at = 0;
    for (String zone : Zones.of(cell.region())) {
      var cidr = new Cidr(RANGE.first().plus(at << (Integer.SIZE - PREFIX)), PREFIX);
      Subnet subnet = subnet(vpc, cidr, zone, random);
      acl = acl.with(new NetworkAcl.Association(Ids.ec2("aclassoc", random), subnet.id()));
      changes.add(new Change.Put(subnet));
      at++;
    }
    changes.addAll(
        new NewVpc(vpc, made.table().routing(routes), acl, made.group(), made.rules()).changes());
    changes.add(new Change.Put(gateway));
    return changes;
  }

  static Subnet subnet(Vpc vpc, Cidr cidr, String zone, RandomGenerator random) {
    return new Subnet(
        Ids.ec2("subnet", random),
        vpc.account(),
        vpc.id(),
        cidr,
        null,
        zone,
        true,
        Subnet.Settings.DEFAULT,
        NewVpc.untagged());
  }
}
