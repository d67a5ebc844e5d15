package argosy.domain.placement;

import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.random;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.InstanceBuilder;
import argosy.domain.Seeds;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.query.Query;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;

class PlacementTest {
  private static final String ZONE = "attribute:ecs.availability-zone";
  private static final Reservation SMALL = new Reservation(256, 128, Set.of(), Set.of());
  private static final Strategy LEAST_MEMORY = new Strategy.Binpack(Strategy.Resource.MEMORY);
  private static final Strategy LEAST_CPU = new Strategy.Binpack(Strategy.Resource.CPU);

  @Test
  void roomIsInTheOrderOfIds() {
    Room room = room(free(anInstance().id("b")), free(anInstance().id("c")));
    Room more = room.with(free(anInstance().id("a")));
    assertEquals(List.of("a", "b", "c"), ids(more));
    assertEquals(List.of("a", "c"), ids(more.without(anInstance().id("b").build())));
    assertEquals(ids(more), ids(more.without(anInstance().id("d").build())));
    assertEquals(3, ids(more.with(free(anInstance().id("b").cpu(1)))).size());
    assertEquals(List.of("b", "c"), ids(room), "what was is as it was");
  }

  @Test
  void theInstanceWithTheFewestTasksWins() {
    Ledger busy = Ledger.of(anInstance().id("busy").build(), List.of(held(SMALL)));
    Ledger idle = free(anInstance().id("idle"));
    assertEquals("idle", placed(placement(random(), SMALL, busy, idle)));
  }

  @Test
  void tasksOfOneRequestSpread() {
    Seeds.forAll(
        50,
        random -> {
          var placement = new Placement(three(), wanted(SMALL), random);
          assertEquals(Map.of("a", 2, "b", 2, "c", 2), placed(placement, 6));
        });
  }

  @Test
  void aLotDecidesAmongEquals() {
    for (List<Strategy> strategies :
        List.of(
            List.<Strategy>of(),
            List.<Strategy>of(new Strategy.Random()),
            List.<Strategy>of(LEAST_CPU))) {
      var got = new HashMap<String, Integer>();
      Seeds.forAll(
          300,
          random ->
              got.merge(
                  placed(new Placement(three(), wanted(SMALL, strategies), random)),
                  1,
                  Integer::sum));
      assertTrue(got.size() == 3 && got.values().stream().allMatch(n -> n > 60), got.toString());
    }
  }

  @Test
  void oneRequestDoesNotTakeTheSameRoomTwice() {
    var placement = placement(random(), SMALL, free(anInstance().cpu(512)));
    assertEquals("i1", placed(placement));
    assertEquals("i1", placed(placement));
    assertEquals(Optional.empty(), placement.take());
  }

  @Test
  void exactlyEnoughIsEnough() {
    assertTrue(
        placement(random(), SMALL, free(anInstance().cpu(256).memory(128))).take().isPresent());
  }

  @Test
  void binpackFillsWhatIsNearlyFull() {
    Room room =
        room(
            free(anInstance().id("a").memory(1_000)),
            free(anInstance().id("b").memory(300)),
            free(anInstance().id("c").memory(100)));
    var placement = new Placement(room, wanted(SMALL, List.of(LEAST_MEMORY)), random());
    assertEquals(
        List.of("b", "b", "a"), List.of(placed(placement), placed(placement), placed(placement)));
  }

  @Test
  void theNextStrategyDecidesAmongEquals() {
    Room room =
        room(
            free(anInstance().id("a").memory(500).cpu(512)),
            free(anInstance().id("b").memory(400).cpu(900)),
            free(anInstance().id("c").memory(400).cpu(600)));
    assertEquals(
        "c",
        placed(new Placement(room, wanted(SMALL, List.of(LEAST_MEMORY, LEAST_CPU)), random())));
    assertEquals(
        "a",
        placed(new Placement(room, wanted(SMALL, List.of(LEAST_CPU, LEAST_MEMORY)), random())));
  }

  @Test
  void spreadIsEvenOverTheTasksOfTheGroup() {
    Held other = new Held(SMALL, "other", true);
    Room room =
        room(
            Ledger.of(zone("a1", "a"), List.of(held(SMALL), held(SMALL))),
            free(anInstance().id("a2").attribute("ecs.availability-zone", "a")),
            Ledger.of(zone("b1", "b"), List.of(other, other, other)));
    var placement =
        new Placement(room, wanted(SMALL, List.of(new Strategy.Spread(ZONE))), random());
    assertEquals("b1", placed(placement));
    assertEquals("b1", placed(placement));
    Map<String, Integer> next = placed(placement, 2);
    assertEquals(1, next.get("b1"), "the zones are even now, so each gets one: " + next);
  }

  @Test
  void whatLacksTheAttributeIsOnePlace() {
    Room room =
        room(
            free(anInstance().id("a").attribute("rack", "1")),
            free(anInstance().id("b")),
            free(anInstance().id("c")));
    var spread = List.<Strategy>of(new Strategy.Spread("attribute:rack"));
    assertEquals(2, placed(new Placement(room, wanted(SMALL, spread), random()), 4).get("a"));
  }

  /// Against the plain meaning: filter by one strategy after the other.
  @Test
  void anyChainOfStrategiesChoosesWhatTheyMean() {
    List<Strategy> all =
        List.of(
            LEAST_CPU,
            LEAST_MEMORY,
            new Strategy.Spread(ZONE),
            new Strategy.Spread(Strategy.Spread.INSTANCE));
    Seeds.forAll(
        300,
        random -> {
          List<Strategy> chain =
              IntStream.range(0, 1 + random.nextInt(3))
                  .mapToObj(_ -> all.get(random.nextInt(all.size())))
                  .toList();
          Room room = some(random);
          var placement = new Placement(room, wanted(SMALL, chain), random);
          for (int n = 0; n < 10; n++) {
            Set<String> best = Meaning.best(room, held(SMALL), chain);
            Optional<Placement.Taken> taken = placement.take();
            assertEquals(best.isEmpty(), taken.isEmpty());
            if (taken.isPresent()) {
              String id = taken.get().instance().arn().id();
              assertTrue(best.contains(id), () -> id + " is none of " + best + " by " + chain);
              room = room.after(id, null, held(SMALL));
            }
          }
        });
  }

  private static Room some(RandomGenerator random) {
    return Room.of(
        IntStream.range(0, 1 + random.nextInt(8))
            .mapToObj(n ->
                Ledger.of(
                    anInstance()
                        .id("i" + n)
                        .cpu(256 * (1 + random.nextInt(4)))
                        .memory(128 * (1 + random.nextInt(4)))
                        .attribute("ecs.availability-zone", "z" + random.nextInt(3))
                        .build(),
                    random.nextBoolean() ? List.of() : List.of(held(SMALL))))
            .toList());
  }

  @Test
  void distinctInstanceTakesOneOfAGroup() {
    var wanted =
        new Wanted(
            held(SMALL),
            0,
            List.of(),
            List.of(new Constraint.DistinctInstance()),
            List.of(LEAST_CPU));
    var placement = new Placement(three(), wanted, random());
    assertEquals(Map.of("a", 1, "b", 1, "c", 1), placed(placement, 3));
    assertEquals(Optional.empty(), placement.take());
    assertEquals(
        "A task of the group small is on the instance already.",
        placement.vetoes().values().iterator().next().explain());
  }

  @Test
  void memberOfTakesThoseThatTheExpressionDescribes() {
    Room room =
        room(
            free(anInstance().id("a").attribute("disk", "ssd")),
            free(anInstance().id("b").attribute("disk", "hdd")),
            Ledger.of(
                anInstance().id("c").attribute("disk", "ssd").build(),
                List.of(new Held(SMALL, "small", true))));
    assertEquals(Set.of("a", "c"), allowed(room, "attribute:disk == ssd"));
    assertEquals(Set.of("a"), allowed(room, "attribute:disk == ssd and not(task:group == small)"));
    assertEquals(Set.of("c"), allowed(room, "task:group in [small, large]"));
    assertEquals(Set.of("a", "b"), allowed(room, "runningTasksCount == 0"));
    assertEquals(Set.of("a", "b", "c"), allowed(room, "agentConnected == true"));
    var none = new Placement(room, memberOf("attribute:disk == tape"), random());
    Veto veto = none.vetoes().values().iterator().next();
    assertEquals("MemberOf placement constraint unsatisfied.", veto.reason());
    assertEquals(
        "The instance is none of those that are 'attribute:disk == tape'.", veto.explain());
  }

  private static Set<String> allowed(Room room, String expression) {
    return placed(new Placement(room, memberOf(expression), random()), 10).keySet();
  }

  private static Wanted memberOf(String expression) {
    Query query = ((Query.Parsed.Understood) Query.parse(expression)).query();
    return new Wanted(
        new Held(SMALL, "other", false),
        0,
        List.of(),
        List.of(new Constraint.MemberOf(query)),
        List.of());
  }

  @Test
  void attributesThatTheDefinitionRequiresMustBeThere() {
    Room room = room(free(anInstance().attribute("gpu", "a10")));
    assertTrue(requiring(room, attribute("gpu", null)).take().isPresent());
    assertTrue(requiring(room, attribute("gpu", "a10")).take().isPresent());
    Veto veto = requiring(room, attribute("gpu", "h100")).vetoes().values().iterator().next();
    assertEquals("ATTRIBUTE", veto.reason());
    assertEquals(
        "The instance has no attribute gpu of value h100, which the task definition requires.",
        veto.explain());
  }

  private static Placement requiring(Room room, Attribute attribute) {
    return new Placement(
        room, new Wanted(held(SMALL), 0, List.of(attribute), List.of(), List.of()), random());
  }

  private static Attribute attribute(String name, @Nullable String value) {
    return Attribute.builder().name(name).value(value).build();
  }

  @Test
  void eachLackHasItsVeto() {
    vetoed(anInstance().away(), SMALL, "AGENT", "The instance's agent is not connected.");
    vetoed(
        anInstance().cpu(255),
        SMALL,
        "RESOURCE:CPU",
        "The task needs 256 CPU units, 255 are free.");
    vetoed(
        anInstance().memory(127),
        SMALL,
        "RESOURCE:MEMORY",
        "The task needs 128 MiB of memory, 127 MiB are free.");
    vetoed(
        anInstance().reservedTcp("22", "8080", "443"),
        new Reservation(0, 6, Set.of(8_080, 443, 80), Set.of(22)),
        "RESOURCE:PORTS",
        "Taken on the host: [443, 8080]. A hostPort of 0 lets the host choose a free one.");
  }

  @Test
  void aPortIsTakenInItsProtocolOnly() {
    var taken = new Reservation(0, 6, Set.of(53), Set.of(5_353));
    Ledger ledger = Ledger.of(anInstance().build(), List.of(held(taken)));
    var other = new Reservation(0, 6, Set.of(5_353), Set.of(53));
    assertEquals(Map.of(), placement(random(), other, ledger).vetoes());
    var same = new Reservation(0, 6, Set.of(), Set.of(5_353));
    assertEquals(
        Map.of(ledger.instance(), new Veto.PortsTaken(Set.of(5_353))),
        placement(random(), same, ledger).vetoes());
  }

  @Test
  void onlyActiveInstancesAreConsidered() {
    var placement =
        placement(
            random(),
            SMALL,
            free(anInstance().id("a").status(InstanceStatus.DRAINING)),
            free(anInstance().id("b").status(InstanceStatus.INACTIVE)));
    assertTrue(placement.isEmpty());
    assertEquals(Optional.empty(), placement.take());
    assertEquals(Map.of(), placement.vetoes());
    assertFalse(placement(random(), SMALL, free(anInstance().away())).isEmpty());
  }

  private static void vetoed(
      InstanceBuilder host, Reservation wanted, String reason, String explanation) {
    var placement = placement(random(), wanted, free(host));
    assertEquals(Optional.empty(), placement.take());
    Veto veto = placement.vetoes().values().iterator().next();
    assertEquals(reason, veto.reason());
    assertEquals(explanation, veto.explain());
  }

  private static Instance zone(String id, String zone) {
    return anInstance().id(id).attribute("ecs.availability-zone", zone).build();
  }

  private static Room three() {
    return room(free(anInstance().id("a")), free(anInstance().id("b")), free(anInstance().id("c")));
  }

  private static Room room(Ledger... ledgers) {
    return Room.of(Arrays.asList(ledgers));
  }

  private static List<String> ids(Room room) {
    return room.ledgers().stream().map(ledger -> ledger.instance().arn().id()).toList();
  }

  private static Placement placement(
      RandomGenerator random, Reservation wanted, Ledger... ledgers) {
    return new Placement(room(ledgers), wanted(wanted), random);
  }

  private static Wanted wanted(Reservation reservation) {
    return wanted(reservation, List.of());
  }

  private static Wanted wanted(Reservation reservation, List<Strategy> strategies) {
    return new Wanted(held(reservation), 0, List.of(), List.of(), strategies);
  }

  private static Held held(Reservation reservation) {
    return new Held(reservation, "small", false);
  }

  private static Ledger free(InstanceBuilder host) {
    return Ledger.of(host.build(), List.of());
  }

  private static Map<String, Integer> placed(Placement placement, int tasks) {
    Map<String, Integer> got = new TreeMap<>();
    for (int at = 0; at < tasks; at++) {
      placement.take().ifPresent(one -> got.merge(one.instance().arn().id(), 1, Integer::sum));
    }
    return got;
  }

  private static String placed(Placement placement) {
    Instance chosen = placement.take().orElseThrow().instance();
    assertEquals(instance(chosen.arn().id()), chosen.arn());
    return chosen.arn().id();
  }
}
