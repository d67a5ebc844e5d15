package argosy.telemetry.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL of the tests' own, on a free port of loopback, gone when it is closed.
final class Postgres implements AutoCloseable {
  private final Path folder;
  private final Path programs;
  private final int port;

  private Postgres(Path folder, Path programs, int port) {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
  }

  /// Where its programs are; empty if it isn't installed.
  static Optional<Path> programs() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Postgres start(Path programs) {
    try {
      Path folder = Files.createTempDirectory("argosy-postgres");
      var started = new Postgres(folder, programs, freePort());
      if (isRoot()) {
        started.run("chown", "postgres", folder.toString());
      }
      String data = folder.resolve("data").toString();
      started.program("initdb", "-D", data, "-U", "argosy", "-A", "trust", "-N");
      started.program(
          "pg_ctl",
          "-D",
          data,
          "-w",
          "-l",
          folder.resolve("log").toString(),
          "-o",
          "-h 127.0.0.1 -p " + started.port + " -k " + folder,
          "start");
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a database and answers its address.
  String database(String name) {
    program(
        "psql",
        "-h",
        "127.0.0.1",
        "-p",
        "" + port,
        "-U",
        "argosy",
        "-d",
        "postgres",
        "-q",
        "-c",
        "create database " + name);
    return "postgresql://argosy@127.0.0.1:" + port + "/" + name;
  }

  @Override
  public void close() {
    program("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "stop");
    run("rm", "-rf", folder.toString());
  }

  private void program(String name, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private void run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      assertEquals(0, ended ? process.exitValue() : -1, String.join(" ", command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
