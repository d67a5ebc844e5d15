package argosy.domain.placement;

/// How many tasks of one group each instance of a room has, by its place there: immutable, and in
/// shelves of which only one is copied when a task comes or goes.
final class Tally {

  /// What most shelves are like where a group is small.
  private static final int[] NONE = new int[Room.SHELF];

  private final int[][] shelves;
  private final int total;

  private Tally(int[][] shelves, int total) {
    this.shelves = shelves;
    this.total = total;
  }

  static Tally of(Room room, String group) {
    int[][] shelves = new int[Math.ceilDiv(room.size(), Room.SHELF)][];
    int total = 0;
    for (int n = 0; n < shelves.length; n++) {
      int from = n * Room.SHELF;
      var counts = new int[Room.SHELF];
      int some = 0;
      for (int at = from; at < Math.min(from + Room.SHELF, room.size()); at++) {
        int count = room.get(at).of(group);
        counts[at - from] = count;
        some += count;
      }
      shelves[n] = some == 0 ? NONE : counts;
      total += some;
    }
    return new Tally(shelves, total);
  }

  int at(int place) {
    return shelves[place >>> Room.SHELF_BITS][place & (Room.SHELF - 1)];
  }

  /// Whether nothing of the group is anywhere.
  boolean isEmpty() {
    return total == 0;
  }

  /// With so many more at a place, or fewer.
  Tally with(int place, int more) {
    int[][] next = shelves.clone();
    int[] shelf = next[place >>> Room.SHELF_BITS].clone();
    shelf[place & (Room.SHELF - 1)] += more;
    next[place >>> Room.SHELF_BITS] = shelf;
    return new Tally(next, total + more);
  }
}
