package argosy.domain.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The order among the instances that can take a task: the first strategy rules, the next decides
/// among its equals, and a lot at last.
///
/// The numbers stand in arrays, and the best is found by looking at all of them: for thousands of
/// instances that takes some microseconds.
final class Ranking {
  private final Column[] columns;
  private final int[] candidates;
  private final RandomGenerator random;
  private int count;

  /// @param candidates the places in the room of those that can take it; it becomes the ranking's
  Ranking(Room room, Wanted wanted, int[] candidates, RandomGenerator random) {
    this.columns = columns(room, wanted);
    this.candidates = candidates;
    this.count = candidates.length;
    this.random = random;
  }

  /// After a strategy of random choice nothing is left to decide.
  private static Column[] columns(Room room, Wanted wanted) {
    List<Column> columns = new ArrayList<>();
    for (Strategy strategy : wanted.strategies()) {
      switch (strategy) {
        case Strategy.Spread spread -> columns.add(Column.spread(room, spread, wanted.group()));
        case Strategy.Binpack binpack -> columns.add(Column.binpack(room, binpack));
        case Strategy.Random() -> {
          return columns.toArray(Column[]::new);
        }
      }
    }
    if (columns.isEmpty()) {
      columns.add(Column.fewest(room));
    }
    return columns.toArray(Column[]::new);
  }

  /// The place in the room of the best; -1 if there is none.
  int best() {
    int lot = random.nextInt();
    int best = -1;
    for (int n = 0; n < count; n++) {
      if (best < 0 || isBetter(candidates[n], best, lot)) {
        best = candidates[n];
      }
    }
    return best;
  }

  private boolean isBetter(int one, int other, int lot) {
    for (Column column : columns) {
      int difference = Integer.compare(column.number(one), column.number(other));
      if (difference != 0) {
        return difference < 0;
      }
    }
    return draw(one, lot) < draw(other, lot);
  }

  /// What a place draws in a lottery: different for each, and in each lottery (the mixing step of
  /// SplitMix).
  private static int draw(int place, int lot) {
    int mixed = (place + 1) * 0x9e3779b9 ^ lot;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    return mixed ^ (mixed >>> 13);
  }

  /// Counts a task that an instance took.
  ///
  /// @param again whether it could take another
  void taken(int place, Ledger after, boolean again) {
    for (Column column : columns) {
      column.taken(place, after);
    }
    if (!again) {
      remove(place);
    }
  }

  private void remove(int place) {
    for (int n = 0; n < count; n++) {
      if (candidates[n] == place) {
        candidates[n] = candidates[--count];
        return;
      }
    }
  }
}
