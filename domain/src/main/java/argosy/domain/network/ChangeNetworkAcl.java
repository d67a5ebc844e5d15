package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.network.NetworkAcl.Association;
import argosy.domain.network.NetworkAcl.Entry;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides what making, changing and deleting a network ACL means.
public final class ChangeNetworkAcl {

  /// EC2's quota in a VPC.
  static final int ACLS_MAX = 200;

  /// EC2's quota of entries in each direction, besides those that are last.
  static final int ENTRIES_MAX = 20;

  private ChangeNetworkAcl() {}

  /// One that lets nothing pass.
  public static Outcome<NetworkAcl> create(
      Picture picture, String vpc, SortedMap<String, String> tags, RandomGenerator random) {
    Optional<Vpc> there = Vpc.find(picture, vpc);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(vpc));
    }
    if (NetworkAcl.of(picture, vpc).size() >= ACLS_MAX) {
      return Outcome.refused(
          new EcsError.Ec2(
              "NetworkAclLimitExceeded",
              "The maximum number of network ACLs has been reached: " + ACLS_MAX + "."));
    }
    var acl =
        new NetworkAcl(
            Ids.ec2("acl", random),
            there.get().account(),
            vpc,
            false,
            NewVpc.entries(there.get(), false),
            List.of(),
            tags);
    return Outcome.put(acl, acl);
  }

  public static Outcome<NetworkAcl> delete(Picture picture, String id) {
    Optional<NetworkAcl> there = NetworkAcl.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    if (there.get().defaultAcl()) {
      return Outcome.refused(NetworkErrors.invalid("cannot delete default network ACL " + id));
    }
    return there.get().associations().isEmpty()
        ? new Outcome.Accepted<>(
            List.of(new Change.Delete(there.get().key())), List.of(), there.get())
        : Outcome.refused(NetworkErrors.inUse("networkAcl", id));
  }

  /// Adds an entry.
  public static Outcome<NetworkAcl> add(Picture picture, String id, Entry entry) {
    Optional<NetworkAcl> there = NetworkAcl.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    Optional<EcsError> wrong = complaint(entry).or(() -> room(there.get(), entry));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    NetworkAcl changed =
        there.get().ruling(Stream.concat(there.get().entries().stream(), Stream.of(entry)));
    return Outcome.put(changed, changed);
  }

  /// Puts an entry in the place of the one with the same number and direction.
  public static Outcome<NetworkAcl> replace(Picture picture, String id, Entry entry) {
    Optional<NetworkAcl> there = NetworkAcl.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    Optional<EcsError> wrong =
        complaint(entry).or(() -> missing(there.get(), entry.number(), entry.egress()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    NetworkAcl changed =
        there
            .get()
            .ruling(there.get().entries().stream().map(it -> it.sameSlot(entry) ? entry : it));
    return Outcome.put(changed, changed);
  }

  public static Outcome<NetworkAcl> remove(Picture picture, String id, int number, boolean egress) {
    Optional<NetworkAcl> there = NetworkAcl.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    Optional<EcsError> wrong = number(number).or(() -> missing(there.get(), number, egress));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    NetworkAcl changed =
        there
            .get()
            .ruling(
                there.get().entries().stream()
                    .filter(it -> it.number() != number || it.egress() != egress));
    return Outcome.put(changed, changed);
  }

  /// Moves a subnet to another network ACL.
  public static Outcome<Association> associate(
      Picture picture, String association, String id, RandomGenerator random) {
    Optional<NetworkAcl> from =
        picture.all(NetworkAcl.KIND).stream()
            .filter(acl -> acl.associations().stream().anyMatch(it -> it.id().equals(association)))
            .findFirst();
    if (from.isEmpty()) {
      return Outcome.refused(
          NetworkErrors.notFound("InvalidAssociationID", "association ID", association));
    }
    Optional<NetworkAcl> to = NetworkAcl.find(picture, id);
    if (to.isEmpty()) {
      return Outcome.refused(none(id));
    }
    if (!to.get().vpc().equals(from.get().vpc())) {
      return Outcome.refused(
          NetworkErrors.invalid(
              "network ACL "
                  + id
                  + " and network of "
                  + association
                  + " belong to different networks"));
    }
    String subnet =
        from.get().associations().stream()
            .filter(it -> it.id().equals(association))
            .map(Association::subnet)
            .findFirst()
            .orElseThrow();
    var moved = new Association(Ids.ec2("aclassoc", random), subnet);
    NetworkAcl left = from.get().without(subnet);
    return to.get().id().equals(left.id())
        ? Outcome.put(left.with(moved), moved)
        : new Outcome.Accepted<>(
            List.of(new Change.Put(left), new Change.Put(to.get().with(moved))), List.of(), moved);
  }

  private static Optional<EcsError> complaint(Entry entry) {
    return number(entry.number())
        .or(() -> pair(entry.ports(), CheckRule::ports))
        .or(() -> pair(entry.icmp(), CheckRule::icmp));
  }

  private static Optional<EcsError> pair(
      NetworkAcl.@Nullable Pair pair, BiFunction<Integer, Integer, Optional<EcsError>> check) {
    return pair == null ? Optional.empty() : check.apply(pair.first(), pair.second());
  }

  private static Optional<EcsError> number(int number) {
    return number >= 1 && number < NetworkAcl.LAST
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.invalid(
                "Value ("
                    + number
                    + ") for parameter ruleNumber is invalid. Rule number must be between 1 and "
                    + (NetworkAcl.LAST - 1)));
  }

  private static Optional<EcsError> room(NetworkAcl acl, Entry entry) {
    if (acl.entries().stream().anyMatch(entry::sameSlot)) {
      return Optional.of(
          new EcsError.Ec2(
              "NetworkAclEntryAlreadyExists",
              "The network acl entry identified by " + entry.number() + " already exists."));
    }
    long there =
        acl.entries().stream().filter(it -> it.egress() == entry.egress() && !it.isLast()).count();
    return there < ENTRIES_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "NetworkAclEntryLimitExceeded",
                "The maximum number of network ACL entries has been reached."));
  }

  private static Optional<EcsError> missing(NetworkAcl acl, int number, boolean egress) {
    return acl.entries().stream().anyMatch(it -> it.number() == number && it.egress() == egress)
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "InvalidNetworkAclEntry.NotFound",
                "The network acl entry identified by " + number + " does not exist"));
  }

  public static EcsError none(String id) {
    return NetworkErrors.notFound("InvalidNetworkAclID", "networkAcl ID", id);
  }
}
