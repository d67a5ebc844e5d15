package argosy.domain.state;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Everything that is true in a cell at one moment: immutable, so that any number of readers may
/// look at it while the cell's writer makes the next one. Making the next costs O(log n) a change,
/// because maps share what didn't change.
public final class Picture {

  /// Before anything was put.
  public static final Picture EMPTY = new Picture(HashTreePMap.empty(), HashTreePMap.empty());

  /// Between an index's value and an entity's id; ids and values are printable and never hold it.
  public static final char BETWEEN = '\0';

  private static final char AFTER_BETWEEN = '\1';

  private final HashPMap<String, TreePMap<String, Slot>> kinds;
  private final HashPMap<String, TreePMap<String, Slot>> indexes;

  /// What was asked of this picture, and so is kept up to date in those after it. Whoever asks
  /// first pays for the whole; two who do so at once come to the same.
  private volatile HashPMap<Derived<?>, Object> derived = HashTreePMap.empty();

  private Picture(
      HashPMap<String, TreePMap<String, Slot>> kinds,
      HashPMap<String, TreePMap<String, Slot>> indexes) {
    this.kinds = kinds;
    this.indexes = indexes;
  }

  /// What follows from this picture. The first time it costs a look at everything, and from then on
  /// little in this picture and those made of it.
  @SuppressWarnings("unchecked") // what is kept under a derived is what it made
  public <V> V derived(Derived<V> what) {
    Object known = derived.get(what);
    if (known == null) {
      known = what.of(this);
      derived = derived.plus(what, known);
    }
    return (V) known;
  }

  /// The picture of entities whose keys differ. Faster than to put one after the other: each tree
  /// is built at once, and no entity is read.
  public static Picture of(Collection<Stored> entities) {
    Map<String, SortedMap<String, Slot>> kinds = new HashMap<>();
    Map<String, SortedMap<String, Slot>> indexes = new HashMap<>();
    for (Stored stored : entities) {
      Key<?> key = stored.key();
      var slot = new Slot(stored.entity());
      kinds.computeIfAbsent(key.kind().name(), _ -> new TreeMap<>()).put(key.id(), slot);
      for (int n = 0; n < stored.values().size(); n++) {
        String index = key.kind().indexes().get(n).name();
        stored
            .values()
            .get(n)
            .ifPresent(value ->
                indexes
                    .computeIfAbsent(index, _ -> new TreeMap<>())
                    .put(value + BETWEEN + key.id(), slot));
      }
    }
    return new Picture(trees(kinds), trees(indexes));
  }

  private static HashPMap<String, TreePMap<String, Slot>> trees(
      Map<String, SortedMap<String, Slot>> sorted) {
    HashPMap<String, TreePMap<String, Slot>> trees = HashTreePMap.empty();
    for (var one : sorted.entrySet()) {
      trees = trees.plus(one.getKey(), TreePMap.fromSortedMap(one.getValue()));
    }
    return trees;
  }

  public <E extends Entity> Optional<E> find(Key<E> key) {
    return Optional.ofNullable(read(of(kinds, key.kind().name()).get(key.id())))
        .map(key.kind().type()::cast);
  }

  /// All entities of a kind, in the order of their ids.
  public <E extends Entity> Collection<E> all(Kind<E> kind) {
    return typed(of(kinds, kind.name()));
  }

  /// The entities of a kind whose ids begin with a prefix, in their order.
  public <E extends Entity> Collection<E> startingWith(Kind<E> kind, String prefix) {
    return typed(of(kinds, kind.name()).subMap(prefix, prefix + Character.MAX_VALUE));
  }

  /// The entities of a kind whose ids begin with a prefix, the last first.
  public <E extends Entity> Collection<E> lastFirst(Kind<E> kind, String prefix) {
    return typed(
        of(kinds, kind.name()).subMap(prefix, prefix + Character.MAX_VALUE).descendingMap());
  }

  /// Of [#startingWith], what comes after an id; after the empty one that is everything.
  public <E extends Entity> Collection<E> startingWith(Kind<E> kind, String prefix, String after) {
    return from(of(kinds, kind.name()), prefix, after);
  }

  /// Of [#lastFirst], what comes after an id, which is what lies before it in the order of ids.
  public <E extends Entity> Collection<E> lastFirst(Kind<E> kind, String prefix, String after) {
    return backFrom(of(kinds, kind.name()), prefix, after);
  }

  /// The entities that an index keeps under a value, in the order of their ids.
  public <E extends Entity> Collection<E> by(Index<E> index, String value) {
    return typed(of(indexes, index.name()).subMap(value + BETWEEN, value + AFTER_BETWEEN));
  }

  /// The entities that an index keeps under values that begin with a prefix, in the order of values
  /// and then of ids; only those after a [#position], or all after the empty one.
  public <E extends Entity> Collection<E> by(Index<E> index, String prefix, String after) {
    return from(of(indexes, index.name()), prefix, after);
  }

  /// Of [#by(Index, String, String)] the last first; what comes after a position lies before it.
  public <E extends Entity> Collection<E> lastFirstBy(Index<E> index, String prefix, String after) {
    return backFrom(of(indexes, index.name()), prefix, after);
  }

  private static <E extends Entity> Collection<E> from(
      TreePMap<String, Slot> entities, String prefix, String after) {
    String end = prefix + Character.MAX_VALUE;
    if (after.compareTo(end) >= 0) {
      return List.of();
    }
    boolean all = after.compareTo(prefix) < 0;
    return typed(entities.subMap(all ? prefix : after, all, end, false));
  }

  private static <E extends Entity> Collection<E> backFrom(
      TreePMap<String, Slot> entities, String prefix, String after) {
    String last = prefix + Character.MAX_VALUE;
    String end = after.isEmpty() || after.compareTo(last) > 0 ? last : after;
    return end.compareTo(prefix) <= 0
        ? List.of()
        : typed(entities.subMap(prefix, end).descendingMap());
  }

  /// Where an index keeps an entity under a value.
  public static String position(String value, Entity entity) {
    return value + BETWEEN + entity.key().id();
  }

  /// After all that an index keeps under a value.
  public static String behind(String value) {
    return value + AFTER_BETWEEN;
  }

  public int count(Kind<?> kind) {
    return of(kinds, kind.name()).size();
  }

  /// How many entities there are of all kinds.
  public int size() {
    return kinds.values().stream().mapToInt(TreePMap::size).sum();
  }

  /// The picture after a change.
  public Picture apply(Change change) {
    return switch (change) {
      case Change.Put(Entity entity) -> put(entity);
      case Change.Delete(Key<?> key) -> delete(key);
    };
  }

  /// The picture after several changes.
  public Picture apply(Iterable<Change> changes) {
    Picture next = this;
    for (Change change : changes) {
      next = next.apply(change);
    }
    return next;
  }

  private Picture put(Entity entity) {
    Key<?> key = entity.key();
    TreePMap<String, Slot> before = of(kinds, key.kind().name());
    @Nullable Entity old = read(before.get(key.id()));
    var slot = new Slot(entity);
    var next =
        new Picture(
            kinds.plus(key.kind().name(), before.plus(key.id(), slot)),
            reindexed(indexes, key, old, slot));
    return next.deriving(derived, old, entity);
  }

  private Picture delete(Key<?> key) {
    TreePMap<String, Slot> before = of(kinds, key.kind().name());
    @Nullable Entity old = read(before.get(key.id()));
    var next =
        new Picture(
            kinds.plus(key.kind().name(), before.minus(key.id())),
            reindexed(indexes, key, old, null));
    return next.deriving(derived, old, null);
  }

  private Picture deriving(
      HashPMap<Derived<?>, Object> before, @Nullable Entity old, @Nullable Entity now) {
    HashPMap<Derived<?>, Object> next = HashTreePMap.empty();
    for (var known : before.entrySet()) {
      next = next.plus(known.getKey(), after(known.getKey(), known.getValue(), old, now));
    }
    derived = next;
    return this;
  }

  @SuppressWarnings("unchecked") // what is kept under a derived is what it made
  private <V> Object after(
      Derived<V> what, Object known, @Nullable Entity old, @Nullable Entity now) {
    return Objects.requireNonNull(what.after((V) known, this, old, now));
  }

  /// @param old what the indexes know of the entity; null if nothing
  /// @param slot where the entity is found from now on; null for nowhere
  private static HashPMap<String, TreePMap<String, Slot>> reindexed(
      HashPMap<String, TreePMap<String, Slot>> indexes,
      Key<?> key,
      @Nullable Entity old,
      @Nullable Slot slot) {
    HashPMap<String, TreePMap<String, Slot>> next = indexes;
    List<? extends Index<?>> all = key.kind().indexes();
    List<Optional<String>> before = values(key.kind(), old);
    List<Optional<String>> after = values(key.kind(), read(slot));
    for (int n = 0; n < all.size(); n++) {
      Optional<String> was = before.isEmpty() ? Optional.empty() : before.get(n);
      Optional<String> is = after.isEmpty() ? Optional.empty() : after.get(n);
      String index = all.get(n).name();
      if (was.isPresent() && !was.equals(is)) {
        next = next.plus(index, of(next, index).minus(was.get() + BETWEEN + key.id()));
      }
      if (is.isPresent() && slot != null) {
        next = next.plus(index, of(next, index).plus(is.get() + BETWEEN + key.id(), slot));
      }
    }
    return next;
  }

  private static List<Optional<String>> values(Kind<?> kind, @Nullable Entity entity) {
    return entity == null ? List.of() : kind.values(entity);
  }

  private static @Nullable Entity read(@Nullable Slot slot) {
    return slot == null ? null : slot.entity();
  }

  private static TreePMap<String, Slot> of(PMap<String, TreePMap<String, Slot>> maps, String name) {
    TreePMap<String, Slot> found = maps.get(name);
    return found == null ? TreePMap.empty() : found;
  }

  /// A view that reads an entity when it comes to it.
  private static <E extends Entity> Collection<E> typed(SortedMap<String, Slot> slots) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<E> iterator() {
        Iterator<Slot> each = slots.values().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          @SuppressWarnings("unchecked") // a kind's map holds that kind's entities only
          public E next() {
            return (E) each.next().entity();
          }
        };
      }

      @Override
      public int size() {
        return slots.size();
      }
    };
  }
}
