package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The launcher's verbs, beside a server that runs.
class LauncherTest {
  private static Argosy argosy;

  @BeforeAll
  static void start() throws Exception {
    argosy = Argosy.start();
  }

  @AfterAll
  static void clear() throws Exception {
    argosy.close();
  }

  @Test
  void helpListsEveryVerb() throws Exception {
    String help = Launcher.run("help").well().out();
    for (String verb : List.of("run", "test", "up", "down", "status", "env", "logs", "doctor")) {
      assertTrue(help.contains("argosy " + verb), verb);
    }
    assertEquals(help, Launcher.run().well().out());
  }

  @Test
  void aVerbThatDoesNotExistIsRefusedWithTheList() throws Exception {
    Ran refused = Launcher.run("fly");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("there is no verb 'fly'"), refused.toString());
    assertTrue(refused.err().contains("argosy run FILE"), refused.toString());
  }

  @Test
  void doctorFindsWhatIsThere() throws Exception {
    String said = argosy.run("doctor").well().out();
    for (String words :
        List.of("ok    JDK", "ok    Docker Engine", "Argosy answers", "This machine is ready.")) {
      assertTrue(said.contains(words), said);
    }
  }

  @Test
  void startingTwiceIsStartingOnce() throws Exception {
    long pid = argosy.process().pid();
    Ran again = argosy.up();
    assertEquals("argosy ready " + argosy.endpoint(), again.out().strip());
    assertTrue(again.err().contains("runs already"), again.err());
    assertEquals(pid, argosy.process().pid());
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefused() throws Exception {
    Ran refused =
        Launcher.run(
            "up", "--detach", "--port", "" + Argosy.freePort(), "--data", "" + argosy.data());
    assertEquals(1, refused.exitCode());
    assertTrue(
        refused.err().contains("another server uses the data folder " + argosy.data()),
        refused.toString());
    assertTrue(argosy.process().isAlive());
    assertEquals(200, Raw.of(argosy).call("ListClusters", "{}").status());
  }

  @Test
  void aPortThatAnotherProgramHasIsRefused() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Argosy elsewhere = Argosy.prepare()) {
      Ran refused =
          Launcher.run(
              "up",
              "--detach",
              "--port",
              "" + other.getLocalPort(),
              "--data",
              "" + elsewhere.data());
      assertEquals(1, refused.exitCode());
      assertTrue(refused.err().contains("taken by another program"), refused.toString());
    }
  }

  @Test
  void listeningBeyondLoopbackIsRefusedUnlessItIsMeant() throws Exception {
    try (Argosy open = Argosy.prepare()) {
      Ran refused = open.run("up", "--detach", "--listen", "0.0.0.0");
      assertEquals(1, refused.exitCode());
      assertTrue(refused.err().contains("--plain-http"), refused.toString());
    }
  }

  @Test
  void theFolderAndTheKeyAreTheOwnersAlone() throws Exception {
    assertEquals("rwx------", permissions(argosy.data()));
    assertEquals("rw-------", permissions(argosy.data().resolve("keys/first.json")));
    assertFalse(argosy.log().contains(argosy.exports().secret()));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFolderOfOnesOwnIsMadeForTheOwnerAlone() throws Exception {
    Path folder = argosy.data().resolve("of-its-own");
    Ran status = Launcher.run("status", "--port", "" + Argosy.freePort(), "--data", "" + folder);
    assertEquals(1, status.exitCode());
    assertEquals("No server runs for " + folder + ".", status.out().strip());
    assertEquals("rwx------", permissions(folder));
  }

  @Test
  void healthAnswersWithoutASignature() throws Exception {
    var health = Health.of(argosy);
    assertEquals(List.of("status", "id"), List.copyOf(health.propertyNames()));
    assertEquals("ok", health.path("status").asString());
    assertEquals(36, health.path("id").asString().length());
  }

  @Test
  void aServerWithTlsIsStartedOnceToo() throws Exception {
    try (Argosy secure = Argosy.prepare()) {
      String ready = secure.run("up", "--detach", "--tls").well().out();
      assertTrue(ready.contains("argosy ready https://"), ready);
      long pid = secure.process().pid();
      Ran again = secure.run("up", "--detach", "--tls").well();
      assertTrue(again.err().contains("runs already"), "" + again);
      assertEquals(ready, again.out());
      assertEquals(pid, secure.process().pid());
      assertTrue(secure.run("doctor").well().out().contains("Argosy answers"));
      assertTrue(secure.run("status").well().out().contains("server   https://"));
    }
  }

  @Test
  void aPortOfAnotherArgosyIsRefused() throws Exception {
    try (Argosy elsewhere = Argosy.prepare()) {
      Ran refused =
          Launcher.run(
              "up", "--detach", "--port", "" + argosy.port(), "--data", "" + elsewhere.data());
      assertEquals(1, refused.exitCode());
      assertTrue(refused.err().contains("an Argosy with another data folder"), "" + refused);
    }
  }

  @Test
  void aTaskThatFailsShowsItsLogAndTheReason() throws Exception {
    Ran run = argosy.run("run", Launcher.example("fails.json"));
    assertEquals(1, run.exitCode());
    assertTrue(
        (run.out() + run.err()).contains("there is no DATABASE_URL, so I give up"), "" + run);
    assertTrue(run.out().contains("stopped: Essential container in task exited"), "" + run);
    assertTrue(run.out().contains("broken ended with exit code 3"), "" + run);
  }

  @Test
  void aTaskThatFindsNoPlaceSaysWhatIsLacking() throws Exception {
    Ran run = argosy.run("run", Launcher.example("too-big.json"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("RESOURCE:MEMORY"), "" + run);
    assertTrue(run.err().contains("needs 16000000 MiB"), "" + run);
  }
}
