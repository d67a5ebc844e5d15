package argosy.agent.metadata;

import argosy.agent.task.MetadataIds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The addresses of the link, 169.254.0.0/16: the one where containers ask is this machine's own,
/// and none is forwarded (RFC 3927, 7: routers must not), so that nothing asked by a container
/// leaves the machine, and 169.254.169.254, where clouds keep the rights of a machine, is shut.
final class LinkLocal {
  private static final Logger LOG = LoggerFactory.getLogger(LinkLocal.class);
  private static final long COMMAND_SECONDS_MAX = 10;

  /// Of the machine alone: else the kernel takes it for what the machine sends through devices
  /// without an address, and nobody can answer to it.
  private static final List<String> NEVER_A_SOURCE = List.of("scope", "host");

  private LinkLocal() {}

  /// Forwards nothing to the link any more. Each agent has a rule of its own, so that one that
  /// leaves takes no other's.
  ///
  /// @throws IOException if this user may not, or the machine lacks what it takes
  static void shut(String host) throws IOException {
    if (run(rule("-C", host)).code() != 0) {
      expect(run(rule("-I", host)));
    }
  }

  static void unshut(String host) {
    tryTo(rule("-D", host));
  }

  static boolean isHere() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getByName(MetadataIds.ADDRESS)) != null;
  }

  /// Makes the address this machine's own, if it isn't yet.
  ///
  /// @throws IOException if this user may not, or the machine lacks what it takes
  static void have() throws IOException {
    var command = new ArrayList<>(address("replace"));
    command.addAll(NEVER_A_SOURCE);
    expect(run(command));
  }

  static void leave() {
    tryTo(address("delete"));
  }

  /// @param how `-I` puts the rule first, `-D` takes it away, `-C` looks whether it is there
  private static List<String> rule(String how, String host) {
    String comment = "argosy " + host;
    return List.of(
        "iptables",
        "-w",
        "5",
        how,
        "FORWARD",
        "-d",
        "169.254.0.0/16",
        "-m",
        "comment",
        "--comment",
        comment,
        "-j",
        "DROP");
  }

  private static List<String> address(String how) {
    return List.of("ip", "address", how, MetadataIds.ADDRESS + "/32", "dev", "lo");
  }

  private static void tryTo(List<String> command) {
    try {
      expect(run(command));
    } catch (IOException e) {
      LOG.warn("something stays: {}", e.getMessage());
    }
  }

  private static void expect(Ended ended) throws IOException {
    if (ended.code() != 0) {
      throw new IOException(ended.said());
    }
  }

  private record Ended(int code, String said) {}

  private static Ended run(List<String> command) throws IOException {
    String line = String.join(" ", command);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      process.getOutputStream().close();
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IOException(line + " doesn't end");
      }
      return new Ended(process.exitValue(), line + ": " + said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(line + " was interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
