package argosy.agent.runtime.docker;

import argosy.agent.runtime.RegistryKeys.RegistryKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Docker's credential helpers, programs `docker-credential-NAME` that have the secrets: one is
/// told the registry on its standard input, and says name and secret on its standard output.
final class Keychain {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /// Helpers of clouds ask a service of theirs; a keychain that wants a person gets none here.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Tokens of clouds have a few KiB.
  private static final int OUTPUT_BYTES_MAX = 64 * 1_024;

  /// As much of a complaint as fits into a reason.
  private static final int COMPLAINT_MAX = 200;

  /// Docker's own sentence for a registry that nobody logged in to.
  private static final String NOT_FOUND = "credentials not found in native keychain";

  /// A user name that says that the secret is an identity token.
  private static final String TOKEN = "<token>";

  private final Starter starter;
  private final Duration patience;

  Keychain(Starter starter, Duration patience) {
    this.starter = starter;
    this.patience = patience;
  }

  /// The helpers that are installed.
  static Keychain installed() {
    return new Keychain(
        command ->
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
        PATIENCE);
  }

  /// Starts a helper.
  interface Starter {
    Process start(List<String> command) throws IOException;
  }

  /// Empty if the helper knows no such registry.
  ///
  /// @throws IOException with what is wrong with the helper
  Optional<RegistryKey> ask(String name, String registry) throws IOException, InterruptedException {
    String program = "docker-credential-" + name;
    if (!NAME.matcher(name).matches()) {
      throw new IOException(program + " is no name of a helper");
    }
    Process process = starter.start(List.of(program, "get"));
    var conversation = new FutureTask<>(() -> talk(process, registry));
    Thread.startVirtualThread(conversation);
    try {
      String said = conversation.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      int code = process.waitFor();
      if (said.contains(NOT_FOUND)) {
        return Optional.empty();
      }
      if (code != 0) {
        throw new IOException(program + " ended with " + code + ": " + shortened(said));
      }
      return key(program, registry, said);
    } catch (ExecutionException e) {
      throw new IOException(program + " breaks off: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(program + " didn't answer within " + patience.toMillis() + " ms", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String talk(Process process, String registry) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(registry.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading: what it said counts, and its exit code.
    }
    byte[] said = process.getInputStream().readNBytes(OUTPUT_BYTES_MAX + 1);
    if (said.length > OUTPUT_BYTES_MAX) {
      throw new IOException("it says more than " + OUTPUT_BYTES_MAX + " bytes");
    }
    return new String(said, StandardCharsets.UTF_8);
  }

  private static Optional<RegistryKey> key(String program, String registry, String said)
      throws IOException {
    try {
      JsonNode found = JsonMapper.shared().readTree(said);
      String name = found.path("Username").asString("");
      String secret = found.path("Secret").asString("");
      if (secret.isEmpty()) {
        throw new IOException(program + " said no Secret");
      }
      return Optional.of(
          name.equals(TOKEN)
              ? new RegistryKey(registry, "", "", secret)
              : new RegistryKey(registry, name, secret, ""));
    } catch (JacksonException e) {
      throw new IOException(program + " said something else than JSON", e);
    }
  }

  private static String shortened(String complaint) {
    String line = complaint.strip();
    return line.length() <= COMPLAINT_MAX ? line : line.substring(0, COMPLAINT_MAX);
  }
}
