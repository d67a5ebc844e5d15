package argosy.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Time and chance. Time stands still while something happens, then jumps to what happens next.
final class World implements InstantSource {
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SplittableRandom random;
  private Instant now = BEGINNING;
  private long made;

  private record Event(Instant at, long number, Runnable happens) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  World(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public Instant instant() {
    return now;
  }

  RandomGenerator random() {
    return random;
  }

  /// A generator of somebody's own, so that what one draws doesn't shift what another gets.
  RandomGenerator anotherRandom() {
    return random.split();
  }

  void at(Instant when, Runnable happens) {
    events.add(new Event(when.isBefore(now) ? now : when, made++, happens));
  }

  void after(Duration delay, Runnable happens) {
    at(now.plus(delay), happens);
  }

  /// A delay between two others.
  Duration between(Duration least, Duration most) {
    return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// Lets everything happen that is due until a moment, looking at the world after each event.
  void runUntil(Instant end, Runnable look) {
    while (!events.isEmpty() && !events.element().at().isAfter(end)) {
      Event event = events.remove();
      now = event.at();
      event.happens().run();
      look.run();
    }
    now = end;
  }
}
