package argosy.telemetry.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLogStoreTest extends LogStoreContract {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static Optional<Postgres> postgres = Optional.empty();

  private String url = "";

  @BeforeAll
  static void startPostgres() {
    Optional<Path> programs = Postgres.programs();
    Assumptions.assumeTrue(
        programs.isPresent(), "SKIPPED: no PostgreSQL is installed; apt-get install postgresql");
    postgres = programs.map(Postgres::start);
  }

  @AfterAll
  static void stopPostgres() {
    postgres.ifPresent(Postgres::close);
  }

  @Override
  LogStore open() {
    url = postgres.orElseThrow().database("logs" + DATABASES.incrementAndGet());
    return LogStore.postgres(url, () -> now);
  }

  @Test
  void anotherServerSeesTheSame() {
    LogStream stream = stream(group("g"), "s");
    put(stream, 1, "here");
    try (LogStore other = LogStore.postgres(url, () -> now)) {
      other.events().put(stream, List.of(new LogEvent.Fresh(2, "there")), 2);
    }
    assertEquals(List.of("here", "there"), all(stream));
  }
}
