package argosy.domain.placement;

import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/// What is left of each instance of a cluster, in the order of their ids: immutable, and made anew
/// from the one before at the cost of a copied list of references.
public final class Room {
  public static final Room EMPTY = new Room(new Ledger[0]);

  private final Ledger[] ledgers;

  /// What was asked about attributes, by their names; it stays true until an instance changes.
  private volatile HashPMap<String, Places> places;

  private Room(Ledger[] ledgers) {
    this(ledgers, HashTreePMap.empty());
  }

  private Room(Ledger[] ledgers, HashPMap<String, Places> places) {
    this.ledgers = ledgers;
    this.places = places;
  }

  /// Which instances are one place, because an attribute has the same value there.
  static final class Places {

    /// For each instance the number of its place.
    final int[] place;

    /// How many places there are.
    final int count;

    private Places(int[] place, int count) {
      this.place = place;
      this.count = count;
    }
  }

  Places places(String attribute) {
    Places known = places.get(attribute);
    if (known == null) {
      known = look(attribute);
      places = places.plus(attribute, known);
    }
    return known;
  }

  private Places look(String attribute) {
    Map<String, Integer> known = new HashMap<>();
    var place = new int[ledgers.length];
    for (int at = 0; at < place.length; at++) {
      String value = ledgers[at].host().attributes().getOrDefault(attribute, "");
      place[at] = known.computeIfAbsent(value, _ -> known.size());
    }
    return new Places(place, known.size());
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

  /// The room of some of the instances; the same if it is all of them.
  public Room only(Predicate<Ledger> wanted) {
    Ledger[] some = Arrays.stream(ledgers).filter(wanted).toArray(Ledger[]::new);
    return some.length == ledgers.length ? this : new Room(some);
  }

  /// What is left of one instance, if it is here.
  public Optional<Ledger> ledger(InstanceArn instance) {
    int at = find(instance.id());
    return at < 0 ? Optional.empty() : Optional.of(ledgers[at]);
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
    boolean same = ledgers[at].host().attributes().equals(ledger.host().attributes());
    return same ? new Room(next, places) : new Room(next);
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
