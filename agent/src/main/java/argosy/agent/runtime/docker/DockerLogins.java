package argosy.agent.runtime.docker;

import argosy.agent.runtime.RegistryKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docker login` knows: the file `config.json` of Docker's command line, read as that reads
/// it, and the helpers that it names.
public final class DockerLogins implements RegistryKeys {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Docker's own name for its registry.
  private static final String HUB = "https://index.docker.io/v1/";

  /// A login to each of a few hundred registries; a larger file is another one.
  private static final long BYTES_MAX = 1 << 20;

  private final Path file;
  private final Keychain keychain;

  public DockerLogins(Path file) {
    this(file, Keychain.installed());
  }

  DockerLogins(Path file, Keychain keychain) {
    this.file = file;
    this.keychain = keychain;
  }

  /// Where Docker's command line has the file.
  public static Path usualFile(Map<String, String> environment, String home) {
    String folder = environment.getOrDefault("DOCKER_CONFIG", "");
    return (folder.isEmpty() ? Path.of(home, ".docker") : Path.of(folder)).resolve("config.json");
  }

  @Override
  public Search find(String registry) throws InterruptedException {
    try {
      if (!Files.exists(file)) {
        return none("there is no " + file);
      }
      if (Files.size(file) > BYTES_MAX) {
        return none(file + " has more than " + BYTES_MAX + " bytes");
      }
      JsonNode config = JSON.readTree(Files.readString(file));
      String name = isHub(registry) ? HUB : registry;
      Optional<String> helper = helper(config, name);
      if (helper.isPresent()) {
        Optional<RegistryKey> key = keychain.ask(helper.get(), name);
        if (key.isPresent()) {
          return new Search(key, "with credentials from docker-credential-" + helper.get());
        }
      }
      return written(config.path("auths"), name)
          .map(key -> new Search(Optional.of(key), "with credentials from " + file))
          .orElseGet(() ->
              none(
                  helper.map(it -> "neither docker-credential-" + it + " nor ").orElse("")
                      + file
                      + (helper.isPresent() ? " has any for " : " has none for ")
                      + registry));
    } catch (JacksonException e) {
      return none(file + " isn't JSON"); // what it says instead might be a secret
    } catch (IOException | IllegalArgumentException e) {
      return none(file + ": " + e.getMessage());
    }
  }

  private static Search none(String why) {
    return new Search(Optional.empty(), "without credentials: " + why);
  }

  private static boolean isHub(String registry) {
    return registry.equals("docker.io") || registry.equals("index.docker.io");
  }

  private static Optional<String> helper(JsonNode config, String registry) {
    String own = config.path("credHelpers").path(registry).asString("");
    String name = own.isEmpty() ? config.path("credsStore").asString("") : own;
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /// Older clients wrote whole addresses, `https://registry.example/v1/`: their host counts.
  private static Optional<RegistryKey> written(JsonNode auths, String registry) {
    if (auths.has(registry)) {
      return key(registry, auths.path(registry));
    }
    return auths.properties().stream()
        .filter(login -> host(login.getKey()).equals(host(registry)))
        .findFirst()
        .flatMap(login -> key(registry, login.getValue()));
  }

  private static String host(String address) {
    String bare = address.replaceFirst("^https?://", "");
    int slash = bare.indexOf('/');
    return slash < 0 ? bare : bare.substring(0, slash);
  }

  /// Empty for a login whose secret is elsewhere.
  private static Optional<RegistryKey> key(String registry, JsonNode login) {
    String token = login.path("identitytoken").asString("");
    String name = login.path("username").asString("");
    String password = login.path("password").asString("");
    String auth = login.path("auth").asString("");
    if (!auth.isEmpty()) {
      String both = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("an auth of its auths isn't base64 of name:password");
      }
      name = both.substring(0, colon);
      password = both.substring(colon + 1).replaceFirst("\0+$", "");
    }
    return token.isEmpty() && password.isEmpty()
        ? Optional.empty()
        : Optional.of(new RegistryKey(registry, name, password, token));
  }
}
