package argosy.telemetry.logs;

import argosy.store.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Log groups, streams and events of all cells. What it acknowledges is durable.
public final class LogStore implements AutoCloseable {

  /// Searches and batches come in order of time, so that the newest pages are what is needed.
  private static final int CACHE_KIB_MAX = 4_096;

  /// One for each who writes or searches at this moment, beside those of the store.
  private static final int CONNECTIONS_MAX = 5;

  private static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);

  private final Tables tables;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("logs-sweep").daemon(true).factory());

  private LogStore(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  private static LogStore open(Tables tables, InstantSource clock) throws SQLException {
    try {
      tables.prepare();
      return new LogStore(tables, clock);
    } catch (SQLException | RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  /// Opens the file of a server that is alone, or makes it.
  ///
  /// @throws LogsFault if it can't be opened, or was written by a newer version
  public static LogStore sqlite(Path file, InstantSource clock) {
    try {
      Database writes = Database.sqlite(file, CACHE_KIB_MAX);
      return open(new Tables(writes, Database.sqlite(file, CACHE_KIB_MAX)), clock);
    } catch (SQLException e) {
      throw new LogsFault("cannot open the logs in " + file + ": " + e.getMessage(), e);
    }
  }

  /// Opens the tables beside a store that several servers share.
  ///
  /// @param url `postgresql://user:password@host:port/database`
  /// @throws LogsFault if they can't be opened, or are of a newer version
  public static LogStore postgres(String url, InstantSource clock) {
    try {
      Database both = Database.postgres(url, "logs", CONNECTIONS_MAX);
      return open(new Tables(both, both), clock);
    } catch (SQLException e) {
      throw new LogsFault("cannot open the logs: " + e.getMessage(), e);
    }
  }

  /// Logs that are gone when the store is closed.
  public static LogStore memory(InstantSource clock) {
    try {
      Database both = Database.memory();
      return open(new Tables(both, both), clock);
    } catch (SQLException e) {
      throw new LogsFault("cannot keep logs: " + e.getMessage(), e);
    }
  }

  public LogGroups groups() {
    return new LogGroups(tables);
  }

  public LogStreams streams() {
    return new LogStreams(tables);
  }

  public LogEvents events() {
    return new LogEvents(tables);
  }

  /// In milliseconds since the epoch.
  public long now() {
    return clock.millis();
  }

  /// Begins to forget what is over, once a minute.
  public void start() {
    long millis = EVERY.toMillis();
    var _ = timer.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      long forgotten = sweep();
      if (forgotten > 0) {
        LOG.info("logs=swept events={}", forgotten);
      }
    } catch (LogsFault e) {
      LOG.error("logs=fault reason=\"old events stay until the next round\"", e);
    }
  }

  /// Forgets what is over.
  ///
  /// @return how many events
  public long sweep() {
    return new Retention(tables).sweep(now());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    tables.close();
  }
}
