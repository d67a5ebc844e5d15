package argosy.domain.placement;

import argosy.domain.placement.Strategy.Binpack;
import argosy.domain.placement.Strategy.Resource;
import argosy.domain.placement.Strategy.Spread;

/// One number for each instance, of which the least is best: what a strategy looks at. Instances
/// that are one place to a strategy share their number.
final class Column {
  private final Kind kind;
  private final int[] place;
  private final int places;
  private final int[] numbers;

  private enum Kind {
    TASKS_OF_GROUP,
    TASKS,
    FREE_CPU,
    FREE_MEMORY
  }

  private Column(Kind kind, int[] place, int places, int[] numbers) {
    this.kind = kind;
    this.place = place;
    this.places = places;
    this.numbers = numbers;
  }

  static Column binpack(Room room, Binpack binpack) {
    Column column = each(binpack.of() == Resource.CPU ? Kind.FREE_CPU : Kind.FREE_MEMORY, room);
    for (int at = 0; at < room.size(); at++) {
      column.numbers[at] = column.free(room.get(at));
    }
    return column;
  }

  /// The fewest tasks, of whatever group.
  static Column fewest(Room room) {
    Column column = each(Kind.TASKS, room);
    for (int at = 0; at < room.size(); at++) {
      column.numbers[at] = room.get(at).tasks();
    }
    return column;
  }

  static Column spread(Room room, Spread spread, String group) {
    Column column =
        spread.field().equals(Spread.INSTANCE)
            ? each(Kind.TASKS_OF_GROUP, room)
            : byValue(room, spread.attribute());
    Tally tally = room.tally(group);
    for (int at = 0; at < room.size(); at++) {
      column.numbers[column.place[at]] += tally.at(at);
    }
    return column;
  }

  private static Column each(Kind kind, Room room) {
    var place = new int[room.size()];
    for (int at = 0; at < place.length; at++) {
      place[at] = at;
    }
    return new Column(kind, place, place.length, new int[place.length]);
  }

  private static Column byValue(Room room, String attribute) {
    Room.Places places = room.places(attribute);
    return new Column(Kind.TASKS_OF_GROUP, places.place, places.count, new int[places.count]);
  }

  /// True if several instances are one place.
  boolean isShared() {
    return places < place.length;
  }

  int places() {
    return places;
  }

  int place(int at) {
    return place[at];
  }

  int number(int at) {
    return numbers[place[at]];
  }

  /// Counts a task that an instance took.
  void taken(int at, Ledger after) {
    switch (kind) {
      case TASKS_OF_GROUP, TASKS -> numbers[place[at]]++;
      case FREE_CPU, FREE_MEMORY -> numbers[at] = free(after);
    }
  }

  private int free(Ledger ledger) {
    return kind == Kind.FREE_CPU ? ledger.freeCpuUnits() : ledger.freeMemoryMib();
  }
}
