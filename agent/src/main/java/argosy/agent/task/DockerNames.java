package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a task's containers and volumes are called in the engine. The names follow from the task,
/// so that making something twice is found out by its name.
final class DockerNames {
  private static final int HEX_DIGITS = 20;

  private DockerNames() {}

  static String container(String host, PayloadTask task, String name) {
    String stripped = name.replaceAll("[^A-Za-z0-9-]", "");
    return name(task, stripped, host + "/" + task.arn() + "/container/" + name);
  }

  /// For a volume without a path on the host, which lives as long as its task.
  static String volume(String host, PayloadTask task, String volume) {
    String stripped = volume.replaceAll("[^A-Za-z0-9_.-]", "");
    return name(task, stripped, host + "/" + task.arn() + "/volume/" + volume);
  }

  private static String name(PayloadTask task, String stripped, String identity) {
    return "ecs-" + task.family() + "-" + task.version() + "-" + stripped + "-" + hex(identity);
  }

  private static String hex(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
