package argosy.control.iam;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.domain.id.CellId;
import argosy.domain.state.Picture;
import argosy.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The users, keys and policies of accounts. The server that has an account's cell knows them as
/// they are now; any other reads the store and believes it for a few seconds.
public final class Identities {

  /// A key that is taken out of use elsewhere is good here for this long.
  static final Duration BELIEVED = Duration.ofSeconds(3);

  /// A refusal asks for something newer. This often, so that keys which don't exist can't make the
  /// store busy.
  static final Duration FRESH = Duration.ofMillis(500);

  private final Cells cells;
  private final Store store;
  private final InstantSource clock;
  private final Map<String, View> views = new ConcurrentHashMap<>();
  private final ReentrantLock reading = new ReentrantLock();

  private record View(Picture picture, Instant at) {}

  public Identities(Cells cells, Store store, InstantSource clock) {
    this.cells = cells;
    this.store = store;
    this.clock = clock;
  }

  /// What is known of an account without asking each time; empty if there is no such account.
  ///
  /// @throws Store.StoreFault if the store can't tell
  public Optional<Picture> of(String account) {
    return newest(account, BELIEVED);
  }

  /// What is true of an account but for a blink: what a refusal has to stand on.
  ///
  /// @throws Store.StoreFault if the store can't tell
  public Optional<Picture> fresh(String account) {
    return newest(account, FRESH);
  }

  private Optional<Picture> newest(String account, Duration age) {
    CellId id = CellId.global(account);
    Optional<Picture> here = cells.here(id).map(Cell::picture);
    if (here.isPresent()) {
      return here;
    }
    View known = believed(account, age);
    if (known != null) {
      return Optional.of(known.picture());
    }
    reading.lock();
    try {
      View again = believed(account, age);
      return again != null ? Optional.of(again.picture()) : read(id);
    } finally {
      reading.unlock();
    }
  }

  private @Nullable View believed(String account, Duration age) {
    View known = views.get(account);
    return known != null && clock.instant().isBefore(known.at().plus(age)) ? known : null;
  }

  /// Keeps nothing for accounts that aren't there, so that callers can't make it grow.
  private Optional<Picture> read(CellId id) {
    if (store.accounts().byId(id.account()).isEmpty()) {
      views.remove(id.account());
      return Optional.empty();
    }
    Instant at = clock.instant();
    Picture picture = Picture.of(store.load(id));
    views.put(id.account(), new View(picture, at));
    return Optional.of(picture);
  }
}
