package argosy.wire.vpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.VpcMessage.VpcApplied;
import argosy.wire.vpc.VpcMessage.VpcAsked;
import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcLeave;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.util.List;
import org.junit.jupiter.api.Test;

class VpcFrameTest {
  private static final Cidr RANGE = Cidr.of("172.31.0.0/16");

  private static final VpcSubnet SUBNET =
      new VpcSubnet(
          "subnet-1",
          Cidr.of("172.31.0.0/20"),
          List.of(
              new VpcSubnet.AclEntry(100, true, true, Traffic.ALL, Cidr.ANYWHERE),
              new VpcSubnet.AclEntry(90, false, false, Traffic.icmp(), Cidr.of("10.0.0.0/8")),
              new VpcSubnet.AclEntry(101, true, false, Traffic.ALL, null, Cidr6.ANYWHERE)),
          VpcSubnet.WayOut.NAT,
          Ipv4.of("203.0.113.7"),
          Cidr6.of("fd61:7267:0:100::/64"));

  private static final VpcGroup GROUP =
      new VpcGroup(
          "sg-1",
          List.of(VpcGroup.Rule.of(new Traffic(Traffic.TCP, 80, 90), "sg-1")),
          List.of(
              VpcGroup.Rule.of(Traffic.ALL, Cidr.ANYWHERE),
              VpcGroup.Rule.of(new Traffic(Traffic.ICMPV6, 128, -1), Cidr6.ANYWHERE)));

  private static final VpcView VIEW =
      new VpcView(
          "vpc-1",
          7,
          42,
          List.of(RANGE),
          List.of(SUBNET),
          List.of(eni("eni-1", "172.31.0.4"), eni("eni-2", "172.31.0.5")),
          List.of(GROUP));

  private static VpcInterface eni(String id, String address) {
    return new VpcInterface(
        id,
        Ipv4.of(address),
        "02:00:00:00:00:01",
        List.of("sg-1"),
        "subnet-1",
        Ipv4.of("192.168.0.1"),
        true,
        Ipv4.of("203.0.113.8"),
        false,
        Ipv6.of("fd61:7267:0:100::1f"));
  }

  @Test
  void everyMessageComesBackAsItWent() {
    var change =
        new VpcChange(
            "vpc-1",
            8,
            List.of(SUBNET),
            List.of(eni("eni-3", "172.31.0.6")),
            List.of(GROUP),
            List.of("subnet-2"),
            List.of("eni-1"),
            List.of("sg-2"));
    for (VpcMessage message :
        List.of(
            VIEW,
            change,
            new VpcLeave("vpc-1"),
            new VpcApplied("vpc-1", 8),
            new VpcAsked("vpc-1"))) {
      assertEquals(message, VpcFrame.decode(VpcFrame.encode(message)));
    }
  }

  @Test
  void theWireHoldsNothingBesideTheMembers() {
    String text = VpcFrame.encode(new VpcApplied("vpc-1", 8));
    assertEquals(
        "{\"type\":\"VpcApplied\",\"message\":{\"vpcId\":\"vpc-1\",\"sequence\":8}}", text);
    String group = VpcFrame.encode(VpcChange.ofGroups("vpc-1", 8, List.of(GROUP), List.of()));
    assertTrue(
        group.contains(
            "\"ingress\":[{\"traffic\":{\"protocol\":6,\"from\":80,\"to\":90},"
                + "\"group\":\"sg-1\"}]"),
        group);
  }

  @Test
  void aMessageOfAnotherVersionIsKnownAsSuch() {
    assertEquals(
        new VpcMessage.Unknown("VpcMirror"),
        VpcFrame.decode("{\"type\":\"VpcMirror\",\"message\":{}}"));
  }

  @Test
  void aChangeBuildsOnTheViewBeforeItOnly() {
    VpcChange next =
        VpcChange.ofInterfaces("vpc-1", 8, List.of(eni("eni-2", "172.31.0.9")), List.of("eni-1"));
    assertTrue(VIEW.precedes(next));
    VpcView after = VIEW.with(next);
    assertEquals(List.of(eni("eni-2", "172.31.0.9")), after.interfaces());
    assertEquals(8, after.sequence());
    assertFalse(after.precedes(next));
    assertEquals(Ipv4.of("172.31.0.2"), after.resolver());
  }

  @Test
  void nothingThatIsNoIdGetsIn() {
    for (String id : List.of("eni-1; flush ruleset", "eni", "eni-1\n", "../eni-1", "")) {
      assertThrows(IllegalArgumentException.class, () -> eni(id, "172.31.0.4"), id);
    }
  }

  @Test
  void addressesAndRangesAreReadOnlyIfTheyAreSome() {
    for (String text : List.of("1.2.3", "1.2.3.256", "1.2.3.a", "1.2.3.", "1.2.3.4.5", "٣.1.1.1")) {
      assertThrows(IllegalArgumentException.class, () -> Ipv4.of(text), text);
    }
    for (String text : List.of("10.0.0.1/8", "10.0.0.0/33", "10.0.0.0", "10.0.0.0/x")) {
      assertThrows(IllegalArgumentException.class, () -> Cidr.of(text), text);
    }
    for (String text : List.of("1:2", "fd00::1%eth0", "FD00::1", "::1; flush", "", "1.2.3.4")) {
      assertThrows(IllegalArgumentException.class, () -> Ipv6.of(text), text);
    }
    for (String text : List.of("::/129", "fd00::", "::/x")) {
      assertThrows(IllegalArgumentException.class, () -> Cidr6.of(text), text);
    }
    assertTrue(Cidr.of("10.0.0.0/8").contains(Ipv4.of("10.255.255.255")));
    assertFalse(Cidr.of("10.0.0.0/8").contains(Ipv4.of("11.0.0.0")));
    assertTrue(Cidr.of("10.0.0.0/8").overlaps(Cidr.of("10.9.0.0/16")));
    assertTrue(Cidr.of("10.9.0.0/16").overlaps(Cidr.of("10.0.0.0/8")));
    assertFalse(Cidr.of("10.9.0.0/16").overlaps(Cidr.of("10.8.0.0/16")));
    assertTrue(Cidr.ANYWHERE.contains(Ipv4.of("255.255.255.255")));
    assertEquals("255.254.0.1", Ipv4.of("255.254.0.1").toString());
  }
}
