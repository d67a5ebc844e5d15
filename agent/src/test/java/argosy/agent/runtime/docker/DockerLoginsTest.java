package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.RegistryKeys.RegistryKey;
import argosy.agent.runtime.RegistryKeys.Search;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found in files as `docker login` writes them, and what helpers are asked; these are real
/// processes.
class DockerLoginsTest {
  private static final String REGISTRY = "r.example:5000";
  private static final String HUB = "https://index.docker.io/v1/";
  private static final RegistryKey ANN = new RegistryKey(REGISTRY, "ann", "pa:ss", "");

  @TempDir private Path folder = Path.of("");

  /// What a helper runs; it finds its name in `$0`.
  private String script = "exit 9";

  private Duration patience = Duration.ofSeconds(30);

  private Search find(String registry, String config) throws Exception {
    Files.writeString(file(), config);
    return search(registry);
  }

  private Search search(String registry) throws Exception {
    var helper =
        new Keychain(
            command -> new ProcessBuilder("sh", "-c", script, command.getFirst()).start(),
            patience);
    return new DockerLogins(file(), helper).find(registry);
  }

  private Path file() {
    return folder.resolve("config.json");
  }

  private static String auth(String text) {
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "{\"auth\":\"" + encoded + "\"}";
  }

  @Test
  void aLoginIsFoundUnderItsRegistryAlone() throws Exception {
    String config =
        "{\"auths\":{\"r.example:5000\":%s,\"%s\":%s}}"
            .formatted(auth("ann:pa:ss"), HUB, auth("hub:h"));
    assertEquals(
        new Search(Optional.of(ANN), "with credentials from " + file()), find(REGISTRY, config));
    for (String name : List.of("docker.io", "index.docker.io")) {
      assertEquals(new RegistryKey(HUB, "hub", "h", ""), find(name, config).key().orElseThrow());
    }
    for (String other : List.of("r.example", "r.example:5001", "evil.r.example:5000", "")) {
      assertEquals(
          new Search(Optional.empty(), "without credentials: " + file() + " has none for " + other),
          find(other, config));
    }
  }

  @Test
  void whatOlderClientsWroteCountsToo() throws Exception {
    assertEquals(
        Optional.of(ANN),
        find(
                REGISTRY,
                "{\"auths\":{\"https://r.example:5000/v1/\":%s}}".formatted(auth("ann:pa:ss")))
            .key());
    assertEquals(
        Optional.of(ANN),
        find(
                REGISTRY,
                "{\"auths\":{\"r.example:5000\":{\"username\":\"ann\",\"password\":\"pa:ss\"}}}")
            .key());
    assertEquals(
        Optional.of(new RegistryKey(REGISTRY, "ann", "", "tok")),
        find(
                REGISTRY,
                "{\"auths\":{\"r.example:5000\":{\"auth\":\"YW5uOg==\","
                    + "\"identitytoken\":\"tok\"}}}")
            .key());
  }

  @Test
  void aHelperIsToldTheRegistryAndItsOwnRegistrysComesFirst() throws Exception {
    script = "printf '{\"Username\":\"%s\",\"Secret\":\"for %s\"}' \"$0\" \"$(cat)\"";
    String config = "{\"credsStore\":\"all\",\"credHelpers\":{\"r.example:5000\":\"own\"}}";
    assertEquals(
        new Search(
            Optional.of(new RegistryKey(REGISTRY, "docker-credential-own", "for " + REGISTRY, "")),
            "with credentials from docker-credential-own"),
        find(REGISTRY, config));
    assertEquals(
        new RegistryKey(HUB, "docker-credential-all", "for " + HUB, ""),
        find("docker.io", config).key().orElseThrow());
    script = "echo '{\"Username\":\"<token>\",\"Secret\":\"tok\"}'";
    assertEquals(
        Optional.of(new RegistryKey(REGISTRY, "", "", "tok")), find(REGISTRY, config).key());
  }

  @Test
  void aHelperThatKnowsNothingLeavesItToTheFile() throws Exception {
    script = "echo credentials not found in native keychain; exit 1";
    String config =
        "{\"credsStore\":\"x\",\"auths\":{\"r.example:5000\":%s}}".formatted(auth("ann:pa:ss"));
    assertEquals(Optional.of(ANN), find(REGISTRY, config).key());
    assertEquals(
        "without credentials: neither docker-credential-x nor " + file() + " has any for b",
        find("b", config).told());
  }

  /// The pull goes on without, because it may be of an image for everybody.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo no keychain; exit 1",
        "sleep 30",
        "echo nonsense",
        "echo '{}'",
        "head -c 100000 /dev/zero",
        "sleep 30 & exit 0"
      })
  void aBrokenHelperIsNamedAndNotWaitedFor(String broken) throws Exception {
    script = broken;
    patience = Duration.ofMillis(500);
    long begin = System.nanoTime();
    Search search = find(REGISTRY, "{\"credsStore\":\"x\"}");
    assertEquals(Optional.empty(), search.key());
    assertTrue(search.told().contains("docker-credential-x"), search.told());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
  }

  @Test
  void aHelperThatIsntInstalledIsNamed() throws Exception {
    Files.writeString(file(), "{\"credsStore\":\"argosy-no-such\"}");
    Search search = new DockerLogins(file()).find(REGISTRY);
    assertTrue(search.told().contains("docker-credential-argosy-no-such"), search.told());
    assertTrue(find(REGISTRY, "{\"credsStore\":\"../x\"}").told().contains("no name of a helper"));
  }

  @Test
  void aFileThatIsNoneOrIsntThereIsSaid() throws Exception {
    assertEquals("without credentials: there is no " + file(), search(REGISTRY).told());
    for (String bad :
        List.of(
            "",
            "{",
            "{\"auths\":{\"r.example:5000\":{\"auth\":\"?\"}}}",
            "{\"auths\":{\"r.example:5000\":{\"auth\":\"YW5u\"}}}")) {
      Search search = find(REGISTRY, bad);
      assertTrue(search.told().startsWith("without credentials: " + file()), search.told());
    }
    assertFalse(find(REGISTRY, "{}").key().isPresent());
  }

  @Test
  void theUsualFileIsDockersOwn() {
    assertEquals(
        Path.of("/home/ann/.docker/config.json"), DockerLogins.usualFile(Map.of(), "/home/ann"));
    assertEquals(
        Path.of("/etc/d/config.json"),
        DockerLogins.usualFile(Map.of("DOCKER_CONFIG", "/etc/d"), "/home/ann"));
  }

  @Test
  void noSecretIsInItsText() {
    assertEquals("RegistryKey[ann at r.example:5000]", ANN.toString());
  }
}
