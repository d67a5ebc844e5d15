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
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
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
    return switch (random.nextInt(20)) {
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
      default -> networkInterface(subnet, random);
    };
  }

  private static CreateVpc.Wanted vpc(RandomGenerator random) {
    Cidr cidr = Nets.cidr("10." + random.nextInt(4) + ".0.0/16");
    return new CreateVpc.Wanted(ACCOUNT, cidr, "default", new TreeMap<>());
  }

  private static CreateSubnet.Wanted subnet(String vpc, RandomGenerator random) {
    Cidr cidr = Nets.cidr("10." + random.nextInt(4) + "." + random.nextInt(4) + ".0/24");
    return new CreateSubnet.Wanted(Nets.CELL, vpc, cidr, null, new TreeMap<>());
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
