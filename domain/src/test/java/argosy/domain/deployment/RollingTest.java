package argosy.domain.deployment;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.deployment.Crew.evicted;
import static argosy.domain.deployment.Crew.observed;
import static argosy.domain.deployment.Crew.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.deployment.Plan.Stopping;
import argosy.domain.deployment.Seen.Fitness;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RollingTest {
  private static final Limits TWO = new Limits(2, 2, 4);

  @Test
  void whatIsMissingIsStarted() {
    assertEquals("+2", plan(TWO));
    assertEquals("+1", plan(TWO, seen("t1")));
    assertEquals("+0", plan(TWO, seen("t1"), seen("t2", Fitness.STARTING)));
  }

  @Test
  void whatStopsIsReplacedAsFarAsThereIsRoomBesideIt() {
    assertEquals("+1", plan(TWO, seen("t1"), seen("t2", Fitness.STOPPING)));
    assertEquals("+0", plan(new Limits(1, 1, 1), seen("t1", Fitness.STOPPING)));
    Seen lost = lost(seen("t1", Fitness.STOPPING));
    assertEquals("+1", plan(new Limits(1, 1, 1), lost), "nobody can say when it ends");
  }

  @Test
  void nothingIsStartedWhileItMayNot() {
    Plan plan = Rolling.plan(observed(seen("t1")), "new", TWO, false);
    assertEquals("+0", words(plan));
  }

  @Test
  void whatIsTooManyGoes() {
    assertEquals("+0 -t3", plan(TWO, seen("t1"), seen("t2"), seen("t3")));
    assertEquals("+0 -t1", plan(TWO, seen("t1", Fitness.STARTING), seen("t2"), seen("t3")));
    assertEquals("+0 -t2 -t1", plan(new Limits(0, 0, 0), seen("t1"), seen("t2")));
  }

  /// A protected one stays, but doesn't work yet, so a healthy one has to.
  @Test
  void whatIsTooManyStaysWhileNothingElseIsHealthy() {
    Seen guarded = guarded(seen("t1", Fitness.STARTING));
    assertEquals("+0", plan(new Limits(1, 1, 1), guarded, seen("t2")));
    assertEquals("+0 -t3", plan(new Limits(1, 1, 1), guarded, seen("t2"), seen("t3")));
    assertEquals("+0 -t2", plan(new Limits(1, 1, 1), guarded(seen("t1")), seen("t2")));
  }

  private static Seen lost(Seen seen) {
    return new Seen(
        seen.task(), seen.deployment(), seen.fitness(), false, seen.checked(), false, NOON);
  }

  private static Seen guarded(Seen seen) {
    return new Seen(
        seen.task(), seen.deployment(), seen.fitness(), seen.evicted(), seen.checked(), true, null);
  }

  @Test
  void newOnesStartAsFarAsTheMostAllowsAndOldOnesStay() {
    Seen[] old = {old("t1"), old("t2"), old("t3"), old("t4")};
    assertEquals("+4", plan(new Limits(4, 4, 8), old));
    assertEquals("+2", plan(new Limits(4, 4, 6), old));
    assertEquals("+0", plan(new Limits(4, 4, 4), old), "stuck");
  }

  @Test
  void whereThereIsNoRoomOldOnesGoDownToTheLeast() {
    Seen[] old = {old("t1"), old("t2"), old("t3"), old("t4")};
    assertEquals("+0 -t4 -t3", plan(new Limits(4, 2, 4), old));
    assertEquals("+0 -t4 -t3 -t2 -t1", plan(new Limits(4, 0, 4), old));
    assertEquals("+1 -t4", plan(new Limits(4, 3, 5), old));
  }

  /// While some are on their way out, no more are told to go than are to be replaced.
  @Test
  void theirPlaceIsTakenWhenTheyHaveEnded() {
    Seen going = seen("t3", Fitness.STOPPING, "old");
    Seen last = seen("t4", Fitness.STOPPING, "old");
    assertEquals("+0", plan(new Limits(4, 2, 4), old("t1"), old("t2"), going, last));
    assertEquals("+1", plan(new Limits(4, 2, 4), old("t1"), old("t2"), going));
    assertEquals("+2", plan(new Limits(4, 2, 4), old("t1"), old("t2")));
  }

  @Test
  void eachHealthyNewOneTakesThePlaceOfAnOldOne() {
    assertEquals("+0 -t2", plan(TWO, old("t1"), old("t2"), seen("t3"), starting("t4")));
    assertEquals("+0 -t2 -t1", plan(TWO, old("t1"), old("t2"), seen("t3"), seen("t4")));
    assertEquals("+0", plan(TWO, old("t1"), old("t2"), starting("t3"), starting("t4")));
  }

  @Test
  void whatIsOldAndDoesNotWorkGoesAtOnce() {
    Seen late = seen("t1", Fitness.STARTING, "old");
    Seen sick = seen("t2", Fitness.SICK, "old");
    assertEquals("+2 -t2 -t1", plan(TWO, late, sick));
  }

  @Test
  void aSickOneIsReplacedBeforeItIsStopped() {
    Seen sick = seen("t2", Fitness.SICK);
    assertEquals("+1", plan(TWO, seen("t1"), sick));
    assertEquals("+0", plan(TWO, seen("t1"), sick, starting("t3")));
    assertEquals("+0 -t2", plan(TWO, seen("t1"), sick, seen("t3")));
    assertEquals("+0 -t2", plan(new Limits(2, 2, 2), seen("t1"), sick), "there is no room");
  }

  @Test
  void whoIsOnADrainingInstanceMoves() {
    Seen moving = evicted(seen("t2"));
    assertEquals("+1", plan(TWO, seen("t1"), moving));
    assertEquals("+0 -t2", plan(TWO, seen("t1"), moving, seen("t3")));
    assertEquals("+1 -t2", plan(TWO, seen("t1"), evicted(starting("t2"))));
    assertEquals("+0", plan(new Limits(2, 2, 2), seen("t1"), moving));
  }

  @Test
  void reasonsAreEcssWords() {
    Plan surplus = plan(observed(seen("t1"), seen("t2")), new Limits(1, 1, 2));
    assertEquals("Scaling activity initiated by (deployment new)", reason(surplus));
    Plan replaced = plan(observed(old("t1"), seen("t2")), new Limits(1, 1, 2));
    assertEquals("Scaling activity initiated by (deployment old)", reason(replaced));
    Plan sick = plan(observed(seen("t1", Fitness.SICK), seen("t2")), new Limits(1, 1, 2));
    assertEquals("Task failed container health checks", reason(sick));
  }

  /// If new tasks find no place, old ones make it, as many as may go.
  @Test
  void roomIsMadeForWhatFoundNoPlace() {
    Observed old = observed(old("t1"), old("t2"), old("t3"), old("t4"));
    assertEquals("t4 t3", ids(Rolling.room(old, "new", new Limits(4, 2, 8), 4)));
    assertEquals("t4", ids(Rolling.room(old, "new", new Limits(4, 2, 8), 1)));
    assertEquals("", ids(Rolling.room(old, "new", new Limits(4, 4, 8), 4)));
    Observed underWay =
        observed(old("t1"), old("t2"), old("t3"), seen("t4", Fitness.STOPPING, "old"));
    assertEquals("", ids(Rolling.room(underWay, "new", new Limits(4, 2, 8), 1)));
  }

  private static Seen old(String id) {
    return seen(id, Fitness.HEALTHY, "old");
  }

  private static Seen starting(String id) {
    return seen(id, Fitness.STARTING);
  }

  private static String plan(Limits limits, Seen... tasks) {
    return words(plan(observed(tasks), limits));
  }

  private static Plan plan(Observed observed, Limits limits) {
    return Rolling.plan(observed, "new", limits, true);
  }

  private static String words(Plan plan) {
    return "+"
        + plan.starts()
        + plan.stops().stream()
            .map(stop -> " -" + stop.seen().task().arn().id())
            .collect(Collectors.joining());
  }

  private static String reason(Plan plan) {
    return plan.stops().getFirst().reason();
  }

  private static String ids(List<Stopping> stops) {
    return Crew.ids(stops.stream().map(Stopping::seen).toList());
  }
}
