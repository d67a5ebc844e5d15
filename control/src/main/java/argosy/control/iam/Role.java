package argosy.control.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an IAM role.
///
/// @param path with its slashes, at least `/`
public record Role(String account, String path, String name) {
  private static final Pattern ARN =
      Pattern.compile("arn:aws:iam::(\\d{12}):role(/(?:[!-~]+/)?)([\\w+=,.@-]{1,64})");

  /// Those of AWS have so many letters behind `AROA`.
  private static final int ID_LETTERS = 17;

  /// The role of an ARN.
  public static Optional<Role> parse(String arn) {
    Matcher parts = ARN.matcher(arn);
    return parts.matches()
        ? Optional.of(new Role(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /// The role that a task definition means, which may say its name alone.
  static Optional<Role> named(String said, String account) {
    return said.startsWith("arn:")
        ? parse(said)
        : parse("arn:aws:iam::" + account + ":role/" + said);
  }

  public String arn() {
    return "arn:aws:iam::" + account + ":role" + path + name;
  }

  /// What AWS calls somebody who has assumed the role.
  String sessionArn(String session) {
    return "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session;
  }

  /// The unique id. Roles aren't made yet, so it follows from the ARN.
  String id() {
    String letters =
        Base64.getEncoder()
            .encodeToString(Seal.from(arn().getBytes(UTF_8)).of("id", new byte[0]))
            .replaceAll("[^A-Za-z2-7]", "")
            .toUpperCase(Locale.ROOT);
    return "AROA" + letters.substring(0, ID_LETTERS);
  }
}
