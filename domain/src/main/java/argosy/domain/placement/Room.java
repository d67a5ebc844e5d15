package argosy.domain.placement;

import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// What is left of each instance of a cluster, in the order of their ids: immutable. It is made
/// anew from the one before with each task, so it stands in shelves of which only one is copied
/// then.
public final class Room {
  static final int SHELF_BITS = 6;
  static final int SHELF = 1 << SHELF_BITS;

  public static final Room EMPTY = new Room(new Ledger[0], new String[0]);

  /// All shelves but the last are full.
  private final Ledger[][] shelves;

  private final int size;

  /// Of the instances, so that one is found without a look at others.
  private final String[] ids;

  /// What was asked about attributes, by their names; it stays true until an instance changes.
  private volatile HashPMap<String, Places> places;

  /// Which instances have several attributes; it stays true as long as [#places] does.
  private volatile HashPMap<List<Attribute>, boolean[]> having;

  /// Which instances are ACTIVE, and whether their agents are connected; empty until it is asked.
  private volatile Duty[] duties = {};

  /// The tallies of groups that were asked for and have tasks here.
  private volatile HashPMap<String, Tally> tallies;

  private Room(Ledger[] ledgers, String[] ids) {
    this.shelves = shelved(ledgers);
    this.size = ledgers.length;
    this.ids = ids;
    this.places = HashTreePMap.empty();
    this.having = HashTreePMap.empty();
    this.tallies = HashTreePMap.empty();
  }

  /// The same instances with the same attributes and the same tasks as in a room before.
  private Room(Ledger[][] shelves, Room before) {
    this.shelves = shelves;
    this.size = before.size;
    this.ids = before.ids;
    this.places = before.places;
    this.having = before.having;
    this.tallies = before.tallies;
    this.duties = before.duties;
  }

  private static Ledger[][] shelved(Ledger[] ledgers) {
    Ledger[][] shelves = new Ledger[Math.ceilDiv(ledgers.length, SHELF)][];
    for (int n = 0; n < shelves.length; n++) {
      int from = n * SHELF;
      shelves[n] = Arrays.copyOfRange(ledgers, from, Math.min(from + SHELF, ledgers.length));
    }
    return shelves;
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

  /// For each instance whether it has attributes as they are required.
  boolean[] having(List<Attribute> requires) {
    boolean[] known = having.get(requires);
    if (known == null) {
      known = new boolean[size];
      for (int at = 0; at < size; at++) {
        known[at] = Filter.missing(get(at), requires).isEmpty();
      }
      having = having.plus(requires, known);
    }
    return known;
  }

  /// Whether an instance takes tasks at all.
  enum Duty {
    /// It is not ACTIVE.
    NONE,
    /// It is ACTIVE, and its agent is not connected.
    AWAY,
    READY
  }

  /// For each instance whether it takes tasks at all.
  Duty[] duties() {
    Duty[] known = duties;
    if (known.length < size) {
      known = new Duty[size];
      for (int at = 0; at < size; at++) {
        known[at] = duty(get(at).instance());
      }
      duties = known;
    }
    return known;
  }

  private static Duty duty(Instance instance) {
    if (instance.status() != InstanceStatus.ACTIVE) {
      return Duty.NONE;
    }
    return instance.agentConnected() ? Duty.READY : Duty.AWAY;
  }

  /// How many tasks of a group each instance has.
  Tally tally(String group) {
    Tally known = tallies.get(group);
    if (known == null) {
      known = Tally.of(this, group);
      keep(group, known);
    }
    return known;
  }

  /// What has no tasks may never have any again, so it is forgotten.
  private void keep(String group, Tally tally) {
    tallies = tally.isEmpty() ? tallies.minus(group) : tallies.plus(group, tally);
  }

  private Places look(String attribute) {
    Map<String, Integer> known = new HashMap<>();
    var place = new int[size];
    for (int at = 0; at < place.length; at++) {
      String value = get(at).host().attributes().getOrDefault(attribute, "");
      place[at] = known.computeIfAbsent(value, _ -> known.size());
    }
    return new Places(place, known.size());
  }

  /// The room of several instances.
  public static Room of(List<Ledger> ledgers) {
    Map<String, Ledger> sorted = new TreeMap<>();
    ledgers.forEach(ledger -> sorted.put(ledger.instance().arn().id(), ledger));
    return of(sorted.values().toArray(Ledger[]::new));
  }

  private static Room of(Ledger[] sorted) {
    return new Room(
        sorted,
        Arrays.stream(sorted).map(ledger -> ledger.instance().arn().id()).toArray(String[]::new));
  }

  /// The zones that ACTIVE instances are in.
  public Set<String> zones() {
    Set<String> zones = new HashSet<>();
    for (Ledger[] shelf : shelves) {
      for (Ledger ledger : shelf) {
        if (ledger.instance().status() == InstanceStatus.ACTIVE) {
          zones.add(ledger.host().zone());
        }
      }
    }
    return zones;
  }

  public List<Ledger> ledgers() {
    return List.of(toArray());
  }

  /// The room of some of the instances; the same if it is all of them.
  public Room only(Predicate<Ledger> wanted) {
    boolean all = true;
    for (int at = 0; at < size && all; at++) {
      all = wanted.test(get(at));
    }
    return all ? this : of(Arrays.stream(toArray()).filter(wanted).toArray(Ledger[]::new));
  }

  /// What is left of one instance, if it is here.
  public Optional<Ledger> ledger(InstanceArn instance) {
    int at = find(instance.id());
    return at < 0 ? Optional.empty() : Optional.of(get(at));
  }

  Ledger[] toArray() {
    Ledger[] all = new Ledger[size];
    for (int n = 0; n < shelves.length; n++) {
      System.arraycopy(shelves[n], 0, all, n * SHELF, shelves[n].length);
    }
    return all;
  }

  int size() {
    return size;
  }

  Ledger get(int at) {
    return shelves[at >>> SHELF_BITS][at & (SHELF - 1)];
  }

  /// The room with an instance that is new, or has changed.
  public Room with(Ledger ledger) {
    int at = find(ledger.instance().arn().id());
    if (at >= 0) {
      return set(at, ledger);
    }
    int place = -at - 1;
    Ledger[] before = toArray();
    Ledger[] next = Arrays.copyOf(before, size + 1);
    System.arraycopy(before, place, next, place + 1, size - place);
    next[place] = ledger;
    String[] named = Arrays.copyOf(ids, size + 1);
    System.arraycopy(ids, place, named, place + 1, size - place);
    named[place] = ledger.instance().arn().id();
    return new Room(next, named);
  }

  /// The room without an instance.
  public Room without(Instance instance) {
    int at = find(instance.arn().id());
    if (at < 0) {
      return this;
    }
    Ledger[] before = toArray();
    Ledger[] next = Arrays.copyOf(before, size - 1);
    System.arraycopy(before, at + 1, next, at, next.length - at);
    String[] named = Arrays.copyOf(ids, size - 1);
    System.arraycopy(ids, at + 1, named, at, next.length - at);
    return new Room(next, named);
  }

  /// The room after something happened to a task of an instance; the same if that isn't there.
  ///
  /// @param id of the instance
  /// @param less what the task held; null if it held nothing
  /// @param more what it holds; null if it holds nothing
  public Room after(String id, @Nullable Held less, @Nullable Held more) {
    int at = find(id);
    if (at < 0) {
      return this;
    }
    Ledger ledger = get(at);
    ledger = less == null ? ledger : ledger.minus(less);
    Room after = put(at, more == null ? ledger : ledger.plus(more));
    if (less != null) {
      after.count(at, less.group(), -1);
    }
    if (more != null) {
      after.count(at, more.group(), 1);
    }
    return after;
  }

  private void count(int at, String group, int more) {
    Tally known = tallies.get(group);
    if (known != null) {
      keep(group, known.with(at, more));
    }
  }

  private Room set(int at, Ledger ledger) {
    Room after = put(at, ledger);
    Ledger before = get(at);
    if (!before.groups().equals(ledger.groups())) {
      after.tallies = HashTreePMap.empty();
    }
    if (duty(before.instance()) != duty(ledger.instance())) {
      after.duties = new Duty[0];
    }
    if (!before.host().attributes().equals(ledger.host().attributes())) {
      after.places = HashTreePMap.empty();
      after.having = HashTreePMap.empty();
    }
    return after;
  }

  private Room put(int at, Ledger ledger) {
    Ledger[][] next = shelves.clone();
    Ledger[] shelf = next[at >>> SHELF_BITS].clone();
    shelf[at & (SHELF - 1)] = ledger;
    next[at >>> SHELF_BITS] = shelf;
    return new Room(next, this);
  }

  private int find(String id) {
    return Arrays.binarySearch(ids, id);
  }
}
