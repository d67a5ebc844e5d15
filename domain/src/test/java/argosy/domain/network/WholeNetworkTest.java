package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Kind;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever is done to a region's networks, in whatever order, they stay whole.
class WholeNetworkTest {
  private static final String ACCOUNT = Nets.CELL.account();

  private Picture picture = Picture.EMPTY;

  @Test
  void nothingThatIsNamedIsMissing() {
    Seeds.forAll(
        20,
        random -> {
          picture = Nets.defaults();
          for (int step = 0; step < 400; step++) {
            if (step(random) instanceof Outcome.Accepted<?> accepted) {
              picture = picture.apply(accepted.changes());
            }
          }
          assertWhole();
        });
  }

  private Outcome<?> step(RandomGenerator random) {
    String vpc = any(Vpc.KIND, random).map(Vpc::id).orElse("vpc-0");
    String subnet = any(Subnet.KIND, random).map(Subnet::id).orElse("subnet-0");
    return switch (random.nextInt(23)) {
      case 0 -> CreateVpc.decide(picture, vpc(random), random);
      case 1 -> ChangeVpc.delete(picture, vpc);
      case 2, 3 -> CreateSubnet.decide(picture, subnet(vpc, random), random);
      case 4 -> ChangeSubnet.delete(picture, subnet);
      case 5 -> ChangeRouteTable.create(picture, vpc, new TreeMap<>(), random);
      case 6 -> ChangeRouteTable.associate(picture, table(random), subnet, random);
      case 7 -> ChangeRouteTable.replace(picture, association(random), table(random), random);
      case 8 -> ChangeRouteTable.delete(picture, table(random));
      case 9 -> ChangeNetworkAcl.create(picture, vpc, new TreeMap<>(), random);
      case 10 -> ChangeNetworkAcl.associate(picture, aclOf(random), acl(random), random);
      case 11 -> ChangeNetworkAcl.delete(picture, acl(random));
      case 12 -> group(vpc, random);
      case 13 -> CreateSecurityGroup.delete(picture, group(random));
      case 14 -> rule(random);
      case 15 -> ChangeElasticIp.allocate(picture, ACCOUNT, new TreeMap<>(), random);
      case 16 ->
          ChangeElasticIp.associate(
              picture,
              new ChangeElasticIp.Wanted(
                  id(ElasticIp.KIND, random), id(NetworkInterface.KIND, random), null, true),
              random);
      case 17 ->
          ChangeNatGateway.create(
              picture,
              new ChangeNatGateway.Wanted(
                  subnet, id(ElasticIp.KIND, random), null, new TreeMap<>()),
              Nets.NOON,
              random);
      case 18 -> ChangeNatGateway.delete(picture, id(NatGateway.KIND, random), Nets.NOON);
      case 19, 20, 21 -> ipv6(random);
      default -> networkInterface(subnet, random);
    };
  }

  private static CreateVpc.Wanted vpc(RandomGenerator random) {
    Cidr cidr = Nets.cidr("10." + random.nextInt(4) + ".0.0/16");
    return new CreateVpc.Wanted(ACCOUNT, cidr, random.nextBoolean(), "default", new TreeMap<>());
  }

  private CreateSubnet.Wanted subnet(String vpc, RandomGenerator random) {
    Cidr cidr = Nets.cidr("10." + random.nextInt(4) + "." + random.nextInt(4) + ".0/24");
    @Nullable Cidr6 ipv6 = random.nextBoolean() ? null : ipv6(vpc, random);
    return new CreateSubnet.Wanted(Nets.CELL, vpc, cidr, ipv6, null, new TreeMap<>());
  }

  /// One of four parts of a VPC's addresses.
  private Cidr6 ipv6(String vpc, RandomGenerator random) {
    return Vpc.find(picture, vpc)
        .flatMap(it -> Optional.ofNullable(it.ipv6()))
        .map(
            range -> Cidr6.around(new Ipv6(range.cidr().first().high() + random.nextInt(4), 0), 64))
        .orElse(Cidr6.ANYWHERE);
  }

  /// Some change of who has which IPv6 addresses.
  private Outcome<?> ipv6(RandomGenerator random) {
    String vpc = id(Vpc.KIND, random);
    String subnet = id(Subnet.KIND, random);
    String networkInterface = id(NetworkInterface.KIND, random);
    return switch (random.nextInt(7)) {
      case 0 -> VpcIpv6.associate(picture, vpc, random);
      case 1 -> ChangeVpc.disassociate(picture, association(any(Vpc.KIND, random), Vpc::ipv6));
      case 2 -> SubnetIpv6.associate(picture, subnet, ipv6(vpc, random), random);
      case 3 ->
          SubnetIpv6.disassociate(picture, association(any(Subnet.KIND, random), Subnet::ipv6));
      case 4 ->
          ChangeSubnet.settings(
              picture, subnet, _ -> Subnet.Settings.NEW.withIpv6Addresses(random.nextBoolean()));
      case 5 -> InterfaceIpv6.assign(picture, networkInterface, wish(random));
      default ->
          InterfaceIpv6.unassign(
              picture,
              networkInterface,
              NetworkInterface.find(picture, networkInterface).stream()
                  .flatMap(it -> Optional.ofNullable(it.address6()).stream())
                  .toList());
    };
  }

  private static <E> String association(Optional<E> of, Function<E, @Nullable Ipv6Range> range) {
    return of.flatMap(it -> Optional.ofNullable(range.apply(it)))
        .map(Ipv6Range::association)
        .orElse("none");
  }

  private Ipv6Wish wish(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Ipv6Wish.AsSubnetSays();
      case 1 -> new Ipv6Wish.None();
      case 2 -> new Ipv6Wish.Any();
      default ->
          any(Subnet.KIND, random)
              .flatMap(Subnet::range6)
              .<Ipv6Wish>map(range ->
                  new Ipv6Wish.Certain(range.first().plus(0xa00_0000L + random.nextInt(8))))
              .orElseGet(Ipv6Wish.Any::new);
    };
  }

  private Outcome<?> group(String vpc, RandomGenerator random) {
    String name = "group" + random.nextInt(3);
    return CreateSecurityGroup.decide(
        picture, new CreateSecurityGroup.Wanted(vpc, name, "", new TreeMap<>()), random);
  }

  private Outcome<?> rule(RandomGenerator random) {
    var said =
        new CheckRule.Said(
            "tcp", 80, 80, SecurityGroupRule.Peer.group(group(random)), "from a group");
    return ChangeRules.authorize(
        picture,
        new ChangeRules.Wanted(group(random), false, List.of(said), new TreeMap<>()),
        random);
  }

  private Outcome<?> networkInterface(String subnet, RandomGenerator random) {
    if (random.nextBoolean()) {
      return ChangeInterface.delete(picture, id(NetworkInterface.KIND, random));
    }
    var first =
        new DraftInterface.Wanted(
            subnet,
            List.of(),
            "",
            NetworkInterface.Type.INTERFACE,
            null,
            null,
            random.nextBoolean(),
            wish(random),
            new TreeMap<>());
    return ChangeInterface.create(
        picture, new ChangeInterface.Wanted(first, List.of(), 1), Nets.NOON, random);
  }

  private <E extends Entity> Optional<E> any(Kind<E> kind, RandomGenerator random) {
    int count = picture.count(kind);
    return count == 0
        ? Optional.empty()
        : picture.all(kind).stream().skip(random.nextInt(count)).findFirst();
  }

  private String id(Kind<? extends Tagged> kind, RandomGenerator random) {
    return any(kind, random).map(Tagged::id).orElse("none-0");
  }

  private String table(RandomGenerator random) {
    return id(RouteTable.KIND, random);
  }

  private String acl(RandomGenerator random) {
    return id(NetworkAcl.KIND, random);
  }

  private String group(RandomGenerator random) {
    return id(SecurityGroup.KIND, random);
  }

  private String association(RandomGenerator random) {
    return any(RouteTable.KIND, random).stream()
        .flatMap(table -> table.associations().stream())
        .map(RouteTable.Association::id)
        .findFirst()
        .orElse("none");
  }

  private String aclOf(RandomGenerator random) {
    return any(NetworkAcl.KIND, random).stream()
        .flatMap(acl -> acl.associations().stream())
        .map(NetworkAcl.Association::id)
        .findFirst()
        .orElse("none");
  }

  private void assertWhole() {
    for (Vpc vpc : picture.all(Vpc.KIND)) {
      assertEquals(1, RouteTable.of(picture, vpc.id()).stream().filter(RouteTable::main).count());
      assertEquals(
          1, NetworkAcl.of(picture, vpc.id()).stream().filter(NetworkAcl::defaultAcl).count());
      assertTrue(SecurityGroup.named(picture, vpc.id(), SecurityGroup.DEFAULT).isPresent());
    }
    for (Subnet subnet : picture.all(Subnet.KIND)) {
      assertTrue(Vpc.find(picture, subnet.vpc()).isPresent());
      assertEquals(
          1,
          picture.all(NetworkAcl.KIND).stream()
              .flatMap(acl -> acl.associations().stream())
              .filter(it -> it.subnet().equals(subnet.id()))
              .count());
      assertTrue(
          picture.all(RouteTable.KIND).stream()
                  .flatMap(RouteTable::subnets)
                  .filter(subnet.id()::equals)
                  .count()
              <= 1);
    }
    picture.all(NetworkAcl.KIND).stream()
        .flatMap(acl -> acl.associations().stream())
        .forEach(it -> assertTrue(Subnet.find(picture, it.subnet()).isPresent()));
    picture
        .all(SecurityGroupRule.KIND)
        .forEach(it -> assertTrue(SecurityGroup.find(picture, it.group()).isPresent()));
    assertAddresses();
    assertIpv6();
  }

  private void assertIpv6() {
    var ranges = new HashSet<Cidr6>();
    for (Vpc vpc : picture.all(Vpc.KIND)) {
      Optional<Ipv6Range> range = Optional.ofNullable(vpc.ipv6());
      range.ifPresent(it -> assertTrue(ranges.add(it.cidr())));
      for (RouteTable table : RouteTable.of(picture, vpc.id())) {
        assertEquals(
            range.map(it -> it.cidr().toString()).stream().toList(),
            table.routes().stream()
                .filter(it -> it.target() == RouteTable.Route.Target.LOCAL)
                .map(RouteTable.Route::destination)
                .filter(it -> it.contains(":"))
                .toList());
      }
    }
    for (Subnet subnet : picture.all(Subnet.KIND)) {
      Vpc vpc = Vpc.find(picture, subnet.vpc()).orElseThrow();
      assertTrue(subnet.ipv6() != null || !subnet.settings().ipv6Addresses());
      subnet
          .range6()
          .ifPresent(range -> {
            assertTrue(Objects.requireNonNull(vpc.ipv6()).cidr().contains(range));
            assertTrue(ranges.add(range));
          });
    }
    var seen = new HashSet<Ipv6>();
    for (NetworkInterface each : picture.all(NetworkInterface.KIND)) {
      @Nullable Ipv6 address = each.address6();
      if (address != null) {
        Subnet subnet = Subnet.find(picture, each.place().subnet()).orElseThrow();
        assertTrue(subnet.range6().orElseThrow().contains(address));
        assertTrue(seen.add(address));
      }
    }
  }

  private void assertAddresses() {
    var seen = new HashSet<String>();
    for (NetworkInterface each : picture.all(NetworkInterface.KIND)) {
      assertTrue(Subnet.find(picture, each.place().subnet()).isPresent());
      each.groups().forEach(it -> assertTrue(SecurityGroup.find(picture, it).isPresent()));
      each.addresses().forEach(it -> assertTrue(seen.add(each.place().vpc() + it)));
      assertTrue(seen.add(each.place().vpc() + each.mac()));
    }
    for (ElasticIp each : picture.all(ElasticIp.KIND)) {
      Optional.ofNullable(each.use())
          .ifPresent(use -> {
            NetworkInterface by =
                NetworkInterface.find(picture, use.networkInterface()).orElseThrow();
            assertEquals(ChangeElasticIp.publicAddress(each), by.publicAddress());
          });
    }
    for (NatGateway each : picture.all(NatGateway.KIND)) {
      assertEquals(
          each.works(), NetworkInterface.find(picture, each.networkInterface()).isPresent());
    }
    Picture anew = Picture.EMPTY;
    for (Kind<?> kind : List.of(Subnet.KIND, NetworkInterface.KIND, ElasticIp.KIND)) {
      for (Entity entity : picture.all(kind)) {
        anew = anew.apply(new Change.Put(entity));
      }
    }
    assertEquals(Addresses.free(anew), Addresses.free(picture));
  }
}
