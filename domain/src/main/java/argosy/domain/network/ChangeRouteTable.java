package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.network.RouteTable.Association;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Decides what making and deleting a route table means, and who is in which.
public final class ChangeRouteTable {

  /// EC2's quota in a VPC.
  static final int TABLES_MAX = 200;

  private ChangeRouteTable() {}

  public static Outcome<RouteTable> create(
      Picture picture, String vpc, SortedMap<String, String> tags, RandomGenerator random) {
    Optional<Vpc> there = Vpc.find(picture, vpc);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(vpc));
    }
    if (RouteTable.of(picture, vpc).size() >= TABLES_MAX) {
      return Outcome.refused(
          new EcsError.Ec2(
              "RouteTableLimitExceeded",
              "The maximum number of route tables has been reached: " + TABLES_MAX + "."));
    }
    RouteTable table = NewVpc.table(there.get(), random).tagged(tags);
    return Outcome.put(table, table);
  }

  public static Outcome<RouteTable> delete(Picture picture, String id) {
    Optional<RouteTable> there = RouteTable.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    return there.get().associations().isEmpty()
        ? new Outcome.Accepted<>(
            List.of(new Change.Delete(there.get().key())), List.of(), there.get())
        : Outcome.refused(NetworkErrors.inUse("routeTable", id));
  }

  public static Outcome<Association> associate(
      Picture picture, String id, String subnet, RandomGenerator random) {
    Optional<RouteTable> there = RouteTable.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    Optional<Subnet> of = Subnet.find(picture, subnet);
    if (of.isEmpty()) {
      return Outcome.refused(NetworkErrors.noSubnet(subnet));
    }
    if (!of.get().vpc().equals(there.get().vpc())) {
      return Outcome.refused(apart(id, subnet));
    }
    if (RouteTable.of(picture, of.get()).subnets().anyMatch(subnet::equals)) {
      return Outcome.refused(
          new EcsError.Ec2(
              "Resource.AlreadyAssociated",
              "the specified association for route table "
                  + id
                  + " conflicts with an existing association"));
    }
    var association = new Association(Ids.ec2("rtbassoc", random), Optional.of(subnet));
    return Outcome.put(with(there.get(), association), association);
  }

  /// The subnet is in the VPC's main table from then on.
  public static Outcome<Association> disassociate(Picture picture, String association) {
    Optional<RouteTable> there = having(picture, association);
    if (there.isEmpty()) {
      return Outcome.refused(noAssociation(association));
    }
    Association found = named(there.get(), association);
    return found.main()
        ? Outcome.refused(
            NetworkErrors.invalid(
                "cannot disassociate the main route table association " + association))
        : Outcome.put(without(there.get(), association), found);
  }

  /// Moves a subnet, or what makes a table the main one, to another table.
  public static Outcome<Association> replace(
      Picture picture, String association, String id, RandomGenerator random) {
    Optional<RouteTable> from = having(picture, association);
    if (from.isEmpty()) {
      return Outcome.refused(noAssociation(association));
    }
    Optional<RouteTable> to = RouteTable.find(picture, id);
    if (to.isEmpty()) {
      return Outcome.refused(none(id));
    }
    if (!to.get().vpc().equals(from.get().vpc())) {
      return Outcome.refused(apart(id, from.get().id()));
    }
    var moved =
        new Association(Ids.ec2("rtbassoc", random), named(from.get(), association).subnet());
    RouteTable left = without(from.get(), association);
    return to.get().id().equals(left.id())
        ? Outcome.put(with(left, moved), moved)
        : new Outcome.Accepted<>(
            List.of(new Change.Put(left), new Change.Put(with(to.get(), moved))), List.of(), moved);
  }

  static EcsError none(String id) {
    return NetworkErrors.notFound("InvalidRouteTableID", "routeTable ID", id);
  }

  private static EcsError noAssociation(String id) {
    return NetworkErrors.notFound("InvalidAssociationID", "association ID", id);
  }

  private static EcsError apart(String table, String other) {
    return NetworkErrors.invalid(
        "Route table " + table + " and network " + other + " belong to different networks");
  }

  private static Optional<RouteTable> having(Picture picture, String association) {
    return picture.all(RouteTable.KIND).stream()
        .filter(table -> table.associations().stream().anyMatch(it -> it.id().equals(association)))
        .findFirst();
  }

  private static Association named(RouteTable table, String association) {
    return table.associations().stream()
        .filter(it -> it.id().equals(association))
        .findFirst()
        .orElseThrow();
  }

  private static RouteTable with(RouteTable table, Association more) {
    return table.associated(Stream.concat(table.associations().stream(), Stream.of(more)).toList());
  }

  private static RouteTable without(RouteTable table, String association) {
    return table.associated(
        table.associations().stream().filter(it -> !it.id().equals(association)).toList());
  }
}
