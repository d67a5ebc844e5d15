package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangesTest {

  @Test
  void aRangeIsReadAsItsFirstAddress() {
    assertEquals("10.0.0.0/16", Nets.cidr("10.0.7.9/16").toString());
    assertEquals("0.0.0.0/0", Nets.cidr("9.9.9.9/0").toString());
    assertEquals("255.255.255.255/32", Nets.cidr("255.255.255.255/32").toString());
    for (String wrong :
        List.of("", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.256/8", "1.2.3.04/8", "a/8")) {
      assertEquals(Optional.empty(), Cidr.parse(wrong), wrong);
    }
  }

  @Test
  void rangesKnowWhatIsInThem() {
    assertTrue(Nets.cidr("10.0.0.0/8").contains(Nets.cidr("10.200.0.0/16")));
    assertFalse(Nets.cidr("10.200.0.0/16").contains(Nets.cidr("10.0.0.0/8")));
    assertTrue(Nets.cidr("10.200.0.0/16").overlaps(Nets.cidr("10.0.0.0/8")));
    assertFalse(Nets.cidr("10.0.0.0/24").overlaps(Nets.cidr("10.0.1.0/24")));
    assertEquals("10.0.0.255", Nets.cidr("10.0.0.0/24").last().toString());
    assertEquals(1L << 32, Cidr.ANYWHERE.size());
  }

  @Test
  void rangesOfVersionSixAreWrittenInTheShortestWay() {
    assertEquals(Optional.of("::/0"), range("::/0"));
    assertEquals(Optional.of("::/0"), range("2001:db8::1/0"));
    assertEquals(Optional.of("2001:db8::/32"), range("2001:0DB8:0:0:0:0:0:1/32"));
    assertEquals(Optional.of("2001:db8::1/128"), range("2001:db8::1/128"));
    assertEquals(Optional.of("1:0:2::/48"), range("1:0:2::/48"));
    for (String wrong : List.of("::", "::/129", "1:2/16", "g::/16", "1::2::3/16", ":1::/16")) {
      assertEquals(Optional.empty(), range(wrong), wrong);
    }
  }

  private static Optional<String> range(String text) {
    return Cidr6.parse(text).map(Cidr6::toString);
  }

  @Test
  void addressesOfVersionSixAreWrittenInTheShortestWay() {
    assertEquals("fd61:7267::a00:105", address("FD61:7267:0:0:0:0:0a00:0105").toString());
    assertEquals("1::1:0:0:1", address("1:0:0:0:1:0:0:1").toString());
    assertEquals("1:0:1:1:1:1:1:1", address("1:0:1:1:1:1:1:1").toString());
    assertEquals("::", address("::").toString());
    assertEquals("::1", address("0::1").toString());
    assertEquals("ffff::ffff", address("ffff::ffff").toString());
    for (String wrong : List.of("", ":", "1", "::1::", "12345::", "1:2:3:4:5:6:7:8:9", "1.2.3.4")) {
      assertEquals(Optional.empty(), Ipv6.parse(wrong), wrong);
    }
    Seeds.forAll(
        100,
        random -> {
          long zeros = random.nextLong();
          var any = new Ipv6(zeros & random.nextLong(), random.nextInt(3) * zeros);
          assertEquals(any, address(any.toString()));
          assertEquals(any, address(any.toString().toUpperCase(Locale.ROOT)));
        });
  }

  private static Ipv6 address(String text) {
    return Ipv6.parse(text).orElseThrow();
  }

  @Test
  void rangesOfVersionSixKnowWhatIsInThem() {
    Cidr6 vpc = Cidr6.parse("fd61:7267:1:200::/56").orElseThrow();
    Cidr6 subnet = Cidr6.parse("fd61:7267:1:2ff::/64").orElseThrow();
    assertTrue(vpc.contains(subnet));
    assertFalse(subnet.contains(vpc));
    assertTrue(subnet.overlaps(vpc));
    assertFalse(vpc.contains(address("fd61:7267:1:300::")));
    assertTrue(subnet.contains(address("fd61:7267:1:2ff:ffff:ffff:ffff:ffff")));
    assertTrue(Cidr6.ANYWHERE.contains(vpc));
    assertEquals("fd61:7267:1:2ff:8000::/65", range("fd61:7267:1:2ff:8000::1/65").orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> new Cidr6(address("::1"), 127));
  }

  @Test
  void zonesHaveTheIdsThatAllAccountsShare() {
    assertEquals("use1-az1", Zones.id("us-east-1a"));
    assertEquals("apse2-az3", Zones.id("ap-southeast-2c"));
    assertEquals("usgw1-az2", Zones.id("us-gov-west-1b"));
    assertEquals(Optional.of("eu-west-1b"), Zones.byId("eu-west-1", "euw1-az2"));
    assertEquals(Optional.empty(), Zones.byId("eu-west-1", "use1-az2"));
  }
}
