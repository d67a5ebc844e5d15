package argosy.domain.network;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Decides what changing and deleting a subnet means.
public final class ChangeSubnet {
  private ChangeSubnet() {}

  public static Outcome<Subnet> settings(
      Picture picture, String id, UnaryOperator<Subnet.Settings> change) {
    Optional<Subnet> subnet = Subnet.find(picture, id);
    if (subnet.isEmpty()) {
      return Outcome.refused(NetworkErrors.noSubnet(id));
    }
    Subnet changed = subnet.get().with(change.apply(subnet.get().settings()));
    return changed.settings().ipv6Addresses() && changed.ipv6() == null
        ? Outcome.refused(
            NetworkErrors.invalid(
                "Invalid value 'true' for assign-ipv6-address-on-creation. The subnet "
                    + id
                    + " must have an IPv6 CIDR block associated with it."))
        : Outcome.put(changed, changed);
  }

  /// A subnet goes once no interface is in it.
  public static Outcome<Subnet> delete(Picture picture, String id) {
    Optional<Subnet> there = Subnet.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noSubnet(id));
    }
    if (!NetworkInterface.of(picture, id).isEmpty()) {
      return Outcome.refused(NetworkErrors.inUse("subnet", id));
    }
    Subnet subnet = there.get();
    var changes = new ArrayList<Change>();
    changes.add(new Change.Put(NetworkAcl.of(picture, subnet).without(id)));
    RouteTable table = RouteTable.of(picture, subnet);
    if (table.subnets().anyMatch(id::equals)) {
      changes.add(
          new Change.Put(
              table.associated(
                  table.associations().stream()
                      .filter(it -> !it.subnet().equals(Optional.of(id)))
                      .toList())));
    }
    changes.add(new Change.Delete(subnet.key()));
    return new Outcome.Accepted<>(changes, List.of(), subnet);
  }
}
