package argosy.domain.placement;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;

/// Instances that are alike to all strategies that look at several as one place: a binary heap by
/// what else is said, or, if nothing is, a bag to draw from.
final class Shelf {
  private final IntBinaryOperator order;
  private final boolean isBag;
  private int[] places = new int[16];
  private int size;

  /// @param order negative if the first place in the room is better than the second
  /// @param isBag no order is asked for
  Shelf(IntBinaryOperator order, boolean isBag) {
    this.order = order;
    this.isBag = isBag;
  }

  /// Puts one on it; [#settle] is due before the best is asked for.
  void put(int place) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    places[size++] = place;
  }

  void settle() {
    for (int at = size / 2 - 1; at >= 0 && !isBag; at--) {
      sink(at);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// The place in the room of the best, the same until it was taken.
  int best() {
    return places[0];
  }

  /// Draws what is to be the best next.
  void draw(RandomGenerator random) {
    if (isBag && size > 0) {
      swap(0, random.nextInt(size));
    }
  }

  /// The best has changed, and may be so no longer.
  ///
  /// @param again whether it stays on the shelf
  void taken(boolean again) {
    if (!again) {
      places[0] = places[--size];
    }
    if (!isBag) {
      sink(0);
    }
  }

  private void sink(int from) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && order.applyAsInt(places[child + 1], places[child]) < 0) {
        child++;
      }
      if (order.applyAsInt(places[at], places[child]) <= 0) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int one, int other) {
    int place = places[one];
    places[one] = places[other];
    places[other] = place;
  }
}
