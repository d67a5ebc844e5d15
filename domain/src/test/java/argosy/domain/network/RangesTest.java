package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    assertEquals(Optional.of("::/0"), Ipv6.range("::/0"));
    assertEquals(Optional.of("::/0"), Ipv6.range("2001:db8::1/0"));
    assertEquals(Optional.of("2001:db8::/32"), Ipv6.range("2001:0DB8:0:0:0:0:0:1/32"));
    assertEquals(Optional.of("2001:db8::1/128"), Ipv6.range("2001:db8::1/128"));
    assertEquals(Optional.of("1:0:2::/48"), Ipv6.range("1:0:2::/48"));
    for (String wrong : List.of("::", "::/129", "1:2/16", "g::/16", "1::2::3/16", ":1::/16")) {
      assertEquals(Optional.empty(), Ipv6.range(wrong), wrong);
    }
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
