package argosy.domain.fabric;

import argosy.domain.id.Ids;
import argosy.domain.instance.Instance;
import argosy.domain.network.AddressPool;
import argosy.domain.network.ChangeInterface;
import argosy.domain.network.Defaults;
import argosy.domain.network.DraftInterface;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import argosy.domain.task.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The network interfaces that come and go with something else. Those of tasks were drafted with
/// them. A host that takes part in VPCs has one in the default VPC, through which its own programs
/// reach tasks, and tasks them.
public final class Following {
  private Following() {}

  /// What has to be put and deleted with changes.
  public static List<Change> of(
      Picture before, List<Change> changes, Instant now, RandomGenerator random) {
    List<Change> following = new ArrayList<>(Wire.following(before, changes));
    for (Change change : changes) {
      if (change instanceof Change.Put(Entity entity) && entity instanceof Instance host) {
        following.addAll(host(before.apply(following), host, now, random));
      } else if (change instanceof Change.Delete(var key)
          && before.find(key).orElse(null) instanceof Instance host) {
        following.addAll(gone(before, host));
      }
    }
    return following;
  }

  private static Collection<NetworkInterface> owned(Picture picture, Instance host) {
    return NetworkInterface.ownedBy(picture, host.arn().toString());
  }

  private static List<Change> gone(Picture picture, Instance host) {
    return owned(picture, host).stream()
        .flatMap(it -> ChangeInterface.gone(picture, it).stream())
        .toList();
  }

  private static List<Change> host(
      Picture picture, Instance host, Instant now, RandomGenerator random) {
    if (!host.belongs()) {
      return gone(picture, host);
    }
    if (Berths.underlay(host).isEmpty() || !owned(picture, host).isEmpty()) {
      return List.of();
    }
    List<Change> made = new ArrayList<>(Defaults.missing(picture, host.arn().cell(), now, random));
    Picture with = picture.apply(made);
    subnet(with, host)
        .flatMap(subnet -> draft(with, host, subnet, now, random))
        .ifPresent(it -> made.add(new Change.Put(it)));
    return made;
  }

  /// Of the default VPC: in the host's zone, or wherever addresses are free.
  private static Optional<Subnet> subnet(Picture picture, Instance host) {
    AddressPool pool = AddressPool.of(picture);
    return Vpc.defaultOf(picture, host.arn().cell().account()).stream()
        .flatMap(vpc -> Subnet.of(picture, vpc.id()).stream())
        .filter(subnet -> pool.free(subnet) > 0)
        .max(
            Comparator.comparing((Subnet subnet) -> subnet.zone().equals(host.zone()))
                .thenComparingInt(pool::free));
  }

  private static Optional<NetworkInterface> draft(
      Picture picture, Instance host, Subnet subnet, Instant now, RandomGenerator random) {
    var wanted =
        new DraftInterface.Wanted(
            subnet.id(),
            List.of(),
            "Primary network interface",
            NetworkInterface.Type.INTERFACE,
            null,
            null,
            false,
            new Ipv6Wish.AsSubnetSays(),
            new TreeMap<>());
    return DraftInterface.of(picture, AddressPool.of(picture), wanted, now, random)
            instanceof DraftInterface.Drafted.Made(NetworkInterface made)
        ? Optional.of(
            made.attached(
                new NetworkInterface.Attachment(
                    Ids.ec2("eni-attach", random),
                    host.arn().toString(),
                    NetworkInterface.Attachment.ATTACHED,
                    0,
                    true,
                    now)))
        : Optional.empty();
  }
}
