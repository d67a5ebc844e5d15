package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AddressPoolTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void theFirstFourAndTheLastAreNeverHandedOut() {
    Subnet subnet = Nets.subnet("10.0.0.0/28");
    AddressPool pool = AddressPool.of(Nets.with(subnet));
    var taken = new HashSet<String>();
    for (int n = 0; n < 11; n++) {
      taken.add(pool.take(subnet, random).orElseThrow().toString());
    }
    assertEquals(11, taken.size());
    assertTrue(pool.take(subnet, random).isEmpty());
    assertEquals(0, pool.free(subnet));
    assertEquals(11, pool.used(subnet));
    for (String kept : List.of("10.0.0.0", "10.0.0.3", "10.0.0.15")) {
      assertFalse(taken.contains(kept), kept);
      assertFalse(pool.take(subnet, Ipv4.parse(kept).orElseThrow()), kept);
    }
  }

  @Test
  void aCertainAddressIsTakenOnce() {
    Subnet subnet = Nets.subnet("10.0.0.0/28");
    AddressPool pool = AddressPool.of(Nets.with(subnet));
    Ipv4 wanted = Ipv4.parse("10.0.0.9").orElseThrow();
    assertTrue(pool.take(subnet, wanted));
    assertFalse(pool.take(subnet, wanted));
    assertTrue(AddressPool.of(Nets.with(subnet)).take(subnet, wanted), "nothing was put");
  }

  /// What is kept up to date is what would be found anew, whatever is taken and given back.
  @Test
  void tenThousandTakenAndGivenBackLoseNone() {
    Seeds.forAll(3, AddressPoolTest::loseNone);
  }

  private static void loseNone(RandomGenerator chance) {
    Subnet subnet = Nets.subnet("10.0.0.0/21");
    Picture picture = Nets.with(subnet);
    var there = new ArrayList<NetworkInterface>();
    for (int step = 0; step < 10_000; step++) {
      boolean full = AddressPool.of(picture).free(subnet) == 0;
      if (!there.isEmpty() && (full || chance.nextInt(5) < 2)) {
        NetworkInterface gone = there.remove(chance.nextInt(there.size()));
        picture = picture.apply(new Change.Delete(gone.key()));
      } else {
        NetworkInterface made = Nets.draft(picture, subnet, step % 3 == 0, chance);
        there.add(made);
        picture = picture.apply(new Change.Put(made));
      }
    }
    assertEquals(there.size(), there.stream().map(NetworkInterface::address).distinct().count());
    assertEquals(2_043 - there.size(), AddressPool.of(picture).free(subnet));
    assertEquals(Addresses.free(anew(picture)), Addresses.free(picture));
    for (NetworkInterface each : there) {
      picture = picture.apply(new Change.Delete(each.key()));
    }
    assertEquals(Addresses.free(Nets.with(subnet)), Addresses.free(picture));
  }

  private static Picture anew(Picture picture) {
    Picture anew = Picture.EMPTY;
    for (NetworkInterface each : picture.all(NetworkInterface.KIND)) {
      anew = anew.apply(new Change.Put(each));
    }
    for (Subnet each : picture.all(Subnet.KIND)) {
      anew = anew.apply(new Change.Put(each));
    }
    return anew;
  }

  @Test
  void theLastOfSixtyThousandIsFoundAsFastAsTheFirst() {
    Subnet subnet = Nets.subnet("10.0.0.0/16");
    AddressPool pool = AddressPool.of(Nets.with(subnet));
    var taken = new HashSet<Ipv4>();
    while (pool.free(subnet) > 0) {
      taken.add(pool.take(subnet, random).orElseThrow());
    }
    assertEquals(65_531, taken.size());
  }

  @Test
  void aSubnetThatComesAfterItsInterfacesKnowsThem() {
    Subnet subnet = Nets.subnet("10.0.0.0/28");
    NetworkInterface made = Nets.draft(Nets.with(subnet), subnet, false, random);
    Picture picture = Nets.with(); // derived before either is there
    assertEquals(0, AddressPool.of(picture).free(subnet));
    picture = picture.apply(new Change.Put(made)).apply(new Change.Put(subnet));
    assertEquals(10, AddressPool.of(picture).free(subnet));
    picture = picture.apply(new Change.Delete(subnet.key()));
    assertEquals(0, AddressPool.of(picture).free(subnet));
  }
}
