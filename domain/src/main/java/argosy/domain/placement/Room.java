package argosy.domain.placement;

import argosy.domain.instance.Instance;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// What is left of each instance of a cluster, in the order of their ids: immutable, and made anew
/// from the one before at the cost of a copied list of references.
public final class Room {
  public static final Room EMPTY = new Room(new Ledger[0]);

  private final Ledger[] ledgers;

  private Room(Ledger[] ledgers) {
    this.ledgers = ledgers;
  }

  /// The room of several instances.
  public static Room of(List<Ledger> ledgers) {
    Room room = EMPTY;
    for (Ledger ledger : ledgers) {
      room = room.with(ledger);
    }
    return room;
  }

  public List<Ledger> ledgers() {
    return List.of(ledgers);
  }

  Ledger[] toArray() {
    return ledgers.clone();
  }

  int size() {
    return ledgers.length;
  }

  Ledger get(int at) {
    return ledgers[at];
  }

  /// The room with an instance that is new, or has changed.
  public Room with(Ledger ledger) {
    int at = find(ledger.instance().arn().id());
    if (at >= 0) {
      return set(at, ledger);
    }
    int place = -at - 1;
    Ledger[] next = Arrays.copyOf(ledgers, ledgers.length + 1);
    System.arraycopy(ledgers, place, next, place + 1, ledgers.length - place);
    next[place] = ledger;
    return new Room(next);
  }

  /// The room without an instance.
  public Room without(Instance instance) {
    int at = find(instance.arn().id());
    if (at < 0) {
      return this;
    }
    Ledger[] next = Arrays.copyOf(ledgers, ledgers.length - 1);
    System.arraycopy(ledgers, at + 1, next, at, next.length - at);
    return new Room(next);
  }

  /// The room after something happened on an instance; the same if it isn't there.
  ///
  /// @param id of the instance
  public Room after(String id, UnaryOperator<Ledger> step) {
    int at = find(id);
    return at < 0 ? this : set(at, step.apply(ledgers[at]));
  }

  private Room set(int at, Ledger ledger) {
    Ledger[] next = ledgers.clone();
    next[at] = ledger;
    return new Room(next);
  }

  private int find(String id) {
    int low = 0;
    int high = ledgers.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = ledgers[middle].instance().arn().id().compareTo(id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
