package argosy.domain.id;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Draws identifiers that look like AWS's.
public final class Ids {
  private static final int ID_BYTES = 16;
  private static final int EC2_DIGITS = 17;
  private static final int REVISION_DIGITS = 19;
  private static final int DEPLOYMENT_LETTERS = 21;
  private static final int PAUSE_LETTERS = 43;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Ids() {}

  /// 32 hexadecimal digits: tasks and container instances.
  public static String hex(RandomGenerator random) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// A UUID: containers, messages.
  public static String uuid(RandomGenerator random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /// The id of an EC2 instance: `i-` and 17 hexadecimal digits.
  public static String ec2(RandomGenerator random) {
    return ec2("i", random);
  }

  /// The id of something of EC2's: a prefix and 17 hexadecimal digits.
  ///
  /// @param prefix such as `vpc`
  public static String ec2(String prefix, RandomGenerator random) {
    return prefix + "-" + hex(random).substring(0, EC2_DIGITS);
  }

  /// 19 digits of which the first isn't 0: revisions of services.
  public static String revision(RandomGenerator random) {
    var id = new StringBuilder(REVISION_DIGITS).append(random.nextInt(1, 10));
    while (id.length() < REVISION_DIGITS) {
      id.append(random.nextInt(10));
    }
    return id.toString();
  }

  /// 21 letters, digits, hyphens and underscores: deployments of services.
  public static String deployment(RandomGenerator random) {
    return letters(DEPLOYMENT_LETTERS, random);
  }

  /// `ecs-pause-` and 43 letters, digits, hyphens and underscores: hooks that pause a deployment.
  public static String pause(RandomGenerator random) {
    return "ecs-pause-" + letters(PAUSE_LETTERS, random);
  }

  private static String letters(int count, RandomGenerator random) {
    var id = new StringBuilder(count);
    while (id.length() < count) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
