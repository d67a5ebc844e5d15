package argosy.domain.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The order among the instances that can take a task: the first strategy rules, the next decides
/// among its equals, and a lot at last.
///
/// Instances that are one place to a strategy, such as a zone, stand on a [Shelf] together, each
/// shelf in order. So the best is found among the shelves' first ones, however many instances there
/// are.
final class Ranking {
  private final Column[] columns;
  private final Column[] own;
  private final Collection<Shelf> shelves;
  private final int lot;

  /// @param candidates the places in the room of those that can take a task
  Ranking(Room room, Wanted wanted, int[] candidates, RandomGenerator random) {
    List<Column> all = columns(room, wanted);
    this.columns = all.toArray(Column[]::new);
    this.own = all.stream().filter(column -> !column.isShared()).toArray(Column[]::new);
    this.lot = random.nextInt();
    this.shelves = shelves(candidates);
    shelves.forEach(Shelf::settle);
    shelves.forEach(shelf -> shelf.draw(random));
  }

  /// After a strategy of random choice nothing is left to decide.
  private static List<Column> columns(Room room, Wanted wanted) {
    List<Column> columns = new ArrayList<>();
    for (Strategy strategy : wanted.strategies()) {
      switch (strategy) {
        case Strategy.Spread spread -> columns.add(Column.spread(room, spread, wanted.group()));
        case Strategy.Binpack binpack -> columns.add(Column.binpack(room, binpack));
        case Strategy.Random() -> {
          return columns;
        }
      }
    }
    if (columns.isEmpty()) {
      columns.add(Column.fewest(room));
    }
    return columns;
  }

  private Collection<Shelf> shelves(int[] candidates) {
    List<Column> shared = new ArrayList<>();
    for (Column column : columns) {
      if (column.isShared()) {
        shared.add(column);
      }
    }
    Map<Long, Shelf> byPlaces = new HashMap<>();
    Shelf only = new Shelf(this::order, own.length == 0);
    if (shared.isEmpty()) {
      byPlaces.put(0L, only);
    }
    for (int candidate : candidates) {
      Shelf shelf = only;
      if (!shared.isEmpty()) {
        long places = 0;
        for (Column column : shared) {
          places = places * column.places() + column.place(candidate);
        }
        shelf = byPlaces.computeIfAbsent(places, _ -> new Shelf(this::order, own.length == 0));
      }
      shelf.put(candidate);
    }
    return byPlaces.values();
  }

  /// The shelf whose first instance is the best; null if all are empty.
  @Nullable Shelf best(RandomGenerator random) {
    int newLot = random.nextInt();
    Shelf best = null;
    for (Shelf shelf : shelves) {
      if (!shelf.isEmpty() && (best == null || isBetter(shelf.best(), best.best(), newLot))) {
        best = shelf;
      }
    }
    return best;
  }

  private boolean isBetter(int one, int other, int newLot) {
    int order = compare(columns, one, other);
    return order != 0 ? order < 0 : ticket(one, newLot) < ticket(other, newLot);
  }

  private int order(int one, int other) {
    int order = compare(own, one, other);
    return order != 0 ? order : Integer.compare(ticket(one, lot), ticket(other, lot));
  }

  private static int compare(Column[] by, int one, int other) {
    for (Column column : by) {
      int order = Integer.compare(column.number(one), column.number(other));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// What a place draws in a lottery: different for each, and in each lottery (the mixing step of
  /// SplitMix).
  private static int ticket(int place, int lot) {
    int mixed = ((place + 1) * 0x9e3779b9) ^ lot;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    return mixed ^ (mixed >>> 13);
  }

  /// Counts a task that the first of a shelf took.
  ///
  /// @param again whether it could take another
  void taken(Shelf shelf, Ledger after, boolean again, RandomGenerator random) {
    for (Column column : columns) {
      column.taken(shelf.best(), after);
    }
    shelf.taken(again);
    shelf.draw(random);
  }
}
