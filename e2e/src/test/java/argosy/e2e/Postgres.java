package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A PostgreSQL of the tests' own, on a free port of loopback, gone when it is closed.
final class Postgres implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Duration STEP_MAX = Duration.ofMinutes(1);

  private final Path programs;
  private final Path folder;
  private int port;

  private Postgres(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  static Postgres start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("argosy-postgres");
    var postgres = new Postgres(programs().orElseThrow(), folder);
    try {
      if (isRoot()) { // as which it refuses to run
        run(List.of("chown", "postgres", folder.toString()));
      }
      postgres.program("initdb", "-D", postgres.data(), "-U", "argosy", "-A", "trust", "-N");
      postgres.port = Argosy.freePort(); // as late as possible: initdb takes its time
      postgres.up();
      return postgres;
    } catch (AssertionError e) {
      run(List.of("rm", "-rf", folder.toString()));
      throw e;
    }
  }

  /// Where its programs are; empty if it isn't installed.
  static Optional<Path> programs() {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Makes a database and answers its address, as `--store` takes it.
  String database(String name) throws IOException, InterruptedException {
    program("createdb", "-h", "127.0.0.1", "-p", "" + port, "-U", "argosy", name);
    return "postgresql://argosy@127.0.0.1:" + port + "/" + name;
  }

  /// Starts it again, with all that it kept.
  void up() throws IOException, InterruptedException {
    String log = folder.resolve("log").toString();
    String where = "-h 127.0.0.1 -p " + port + " -k " + folder;
    program("pg_ctl", "-D", data(), "-w", "-l", log, "-o", where, "start");
  }

  /// Ends it as a crash would.
  void crash() throws IOException, InterruptedException {
    program("pg_ctl", "-D", data(), "-m", "immediate", "stop");
  }

  @Override
  public void close() throws IOException {
    try {
      if (Files.exists(folder.resolve("data/postmaster.pid"))) {
        crash();
      }
      run(List.of("rm", "-rf", folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while clearing up " + folder, e);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void program(String name, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(words));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Ran.of(STEP_MAX, Map.of("LC_ALL", "C"), command).well();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
