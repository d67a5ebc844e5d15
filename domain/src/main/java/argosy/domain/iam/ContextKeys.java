package argosy.domain.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The keys that conditions and variables of policies may name: those that can be filled. A policy
/// with any other is refused, because it would be passed over.
final class ContextKeys {
  private static final String TAG = "aws:principaltag/";

  /// No request has the last two yet: they come with temporary credentials.
  private static final Set<String> KNOWN =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalisawsservice",
          "aws:principaltype",
          "aws:requestedregion",
          "aws:userid",
          "aws:username",
          "aws:viaawsservice",
          "ecs:cluster",
          "aws:multifactorauthage",
          "aws:multifactorauthpresent");

  private ContextKeys() {}

  static boolean isKnown(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return KNOWN.contains(lower) || (lower.startsWith(TAG) && lower.length() > TAG.length());
  }

  /// What is true of every request of a user.
  static Map<String, String> of(User user, String region, Instant now) {
    Map<String, String> keys = new HashMap<>();
    keys.put("aws:currenttime", now.toString());
    keys.put("aws:epochtime", String.valueOf(now.getEpochSecond()));
    keys.put("aws:principalaccount", user.account());
    keys.put("aws:principalarn", user.arn());
    keys.put("aws:principalisawsservice", "false");
    keys.put("aws:principaltype", "User");
    keys.put("aws:requestedregion", region);
    keys.put("aws:userid", user.id());
    keys.put("aws:username", user.name());
    keys.put("aws:viaawsservice", "false");
    user.tags().forEach((key, value) -> keys.put(TAG + key.toLowerCase(Locale.ROOT), value));
    return keys;
  }
}
