package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.network.DraftInterface.Drafted;
import argosy.domain.network.DraftInterface.Wanted;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private final SplittableRandom random = new SplittableRandom(3);
  private final Picture picture = Nets.defaults();
  private final Vpc vpc = Vpc.defaultOf(picture, "123456789012").orElseThrow();

  @Test
  void eachRegionHasADefaultVpcWithASubnetInEachZone() {
    assertEquals("172.31.0.0/16", vpc.cidr().toString());
    assertTrue(vpc.settings().dnsHostnames());
    assertEquals(
        List.of(
            "us-east-1a 172.31.0.0/20", "us-east-1b 172.31.16.0/20", "us-east-1c 172.31.32.0/20"),
        Subnet.of(picture, vpc.id()).stream()
            .map(subnet -> subnet.zone() + " " + subnet.cidr())
            .sorted()
            .toList());
    for (Subnet subnet : Subnet.of(picture, vpc.id())) {
      assertTrue(subnet.settings().publicAddresses());
      assertTrue(subnet.defaultForZone());
      assertTrue(NetworkAcl.of(picture, subnet).defaultAcl());
      assertTrue(RouteTable.of(picture, subnet).main());
    }
    RouteTable.Route out = RouteTable.main(picture, vpc.id()).to("0.0.0.0/0").orElseThrow();
    assertEquals(InternetGateway.of(picture, vpc.id()).iterator().next().id(), out.id());
    assertTrue(out.leadsSomewhere(picture, vpc.id()));
    SecurityGroup group = SecurityGroup.named(picture, vpc.id(), "default").orElseThrow();
    assertEquals(2, SecurityGroupRule.of(picture, group.id()).size());
    assertEquals(1, SecurityGroupRule.about(picture, group.id()).size());
  }

  @Test
  void theyAreMadeOnce() {
    assertEquals(List.of(), Defaults.missing(picture, Nets.CELL, Nets.NOON, random));
    var again = Nets.accepted(Defaults.ensure(picture, Nets.CELL, Nets.NOON, random));
    assertEquals(List.of(), again.changes());
  }

  @Test
  void anInterfaceIsInTheDefaultGroupUnlessOthersAreNamed() {
    Subnet subnet = Subnet.of(picture, vpc.id()).iterator().next();
    NetworkInterface made = Nets.draft(picture, subnet, true, random);
    String group = SecurityGroup.named(picture, vpc.id(), "default").orElseThrow().id();
    assertEquals(List.of(group), made.groups());
    assertTrue(subnet.cidr().contains(made.address()));
    assertTrue(made.mac().matches("02(:[0-9a-f]{2}){5}"), made.mac());
    assertTrue(made.id().matches("eni-[0-9a-f]{17}"), made.id());
    assertTrue(made.privateName(made.address()).matches("ip-172-31-\\d+-\\d+\\.ec2\\.internal"));
    assertTrue(made.publicAddress() != null && made.publicAddress().allocation() == null);
    assertEquals("available", made.status());
  }

  @Test
  void whatCantBeDraftedSaysWhy() {
    Subnet subnet = Nets.subnet("10.0.0.0/28");
    Picture small = Nets.with(subnet);
    AddressPool pool = AddressPool.of(small);
    assertEquals(
        "InvalidSubnetID.NotFound: The subnet ID 'subnet-x' does not exist",
        refusal(small, pool, Wanted.by("ecs", "subnet-x", List.of(), "", false)));
    assertEquals(
        "InvalidGroup.NotFound: The security group 'sg-x' does not exist",
        refusal(small, pool, Wanted.by("ecs", subnet.id(), List.of("sg-x"), "", false)));
    while (pool.free(subnet) > 0) {
      pool.take(subnet, random);
    }
    assertEquals(
        "InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free"
            + " addresses to satisfy the request: subnet-1 (10.0.0.0/28) has 0 free and 11 in use.",
        refusal(small, pool, Wanted.by("ecs", subnet.id(), List.of(), "", false)));
  }

  private String refusal(Picture in, AddressPool pool, Wanted wanted) {
    var refused = (Drafted.Refused) DraftInterface.of(in, pool, wanted, Nets.NOON, random);
    return refused.error().code() + ": " + refused.error().message();
  }
}
