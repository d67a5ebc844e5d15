package argosy.domain.network;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/// The addresses of a range that nobody has, as runs of neighbours: taking one and giving it back
/// costs the logarithm of their number, however many are taken.
///
/// @param first the range's first address, from which all places count
/// @param runs last place of each run by its first; runs never touch
/// @param count how many addresses are free
record FreeAddresses(Ipv4 first, TreePMap<Integer, Integer> runs, int count) {

  /// EC2 keeps so many for itself: the network, its router, its names, and one for later.
  static final int KEPT_IN_FRONT = 4;

  /// The broadcast address.
  static final int KEPT_BEHIND = 1;

  /// All that may be handed out of a range.
  static FreeAddresses all(Cidr range) {
    int from = KEPT_IN_FRONT;
    int to = (int) (range.size() - 1 - KEPT_BEHIND);
    return new FreeAddresses(
        range.first(), TreePMap.<Integer, Integer>empty().plus(from, to), to - from + 1);
  }

  boolean has(Ipv4 address) {
    int place = place(address);
    Map.@Nullable Entry<Integer, Integer> run = runs.floorEntry(place);
    return run != null && run.getValue() >= place;
  }

  /// One of them: the first that is free from a place on that chance says, so that one that was
  /// given back isn't handed out again at once.
  Optional<Ipv4> any(RandomGenerator random) {
    if (count == 0) {
      return Optional.empty();
    }
    int low = runs.firstKey();
    int place = random.nextInt(low, runs.lastEntry().getValue() + 1);
    if (has(first.plus(place))) {
      return Optional.of(first.plus(place));
    }
    @Nullable Integer next = runs.higherKey(place);
    return Optional.of(first.plus(next == null ? low : next));
  }

  /// Without an address; the same if it isn't free.
  FreeAddresses without(Ipv4 address) {
    int place = place(address);
    Map.@Nullable Entry<Integer, Integer> run = runs.floorEntry(place);
    if (run == null || run.getValue() < place) {
      return this;
    }
    TreePMap<Integer, Integer> left = runs.minus(run.getKey());
    if (run.getKey() < place) {
      left = left.plus(run.getKey(), place - 1);
    }
    if (run.getValue() > place) {
      left = left.plus(place + 1, run.getValue());
    }
    return new FreeAddresses(first, left, count - 1);
  }

  /// With an address that was given back; the same if it is free already.
  FreeAddresses with(Ipv4 address) {
    if (has(address)) {
      return this;
    }
    int from = place(address);
    int to = from;
    TreePMap<Integer, Integer> left = runs;
    Map.@Nullable Entry<Integer, Integer> before = runs.lowerEntry(from);
    if (before != null && before.getValue() == from - 1) {
      from = before.getKey();
      left = left.minus(from);
    }
    @Nullable Integer end = runs.get(to + 1);
    if (end != null) {
      left = left.minus(to + 1);
      to = end;
    }
    return new FreeAddresses(first, left.plus(from, to), count + 1);
  }

  private int place(Ipv4 address) {
    return address.bits() - first.bits();
  }
}
