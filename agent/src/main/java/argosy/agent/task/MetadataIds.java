package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The ids under which containers ask about themselves: nobody can guess another's. They follow
/// from a secret of the host, so that an agent's successor knows them too.
public final class MetadataIds {

  /// Where containers ask. It belongs to the link, and never leaves the machine.
  public static final String ADDRESS = "169.254.170.2";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_DIGITS = 32;

  private final SecretKeySpec secret;

  /// Whether containers reach [#ADDRESS] at all: else they aren't told of it.
  private volatile boolean answered;

  /// @param secret in hexadecimal digits
  public MetadataIds(String secret) {
    this.secret = new SecretKeySpec(HexFormat.of().parseHex(secret), ALGORITHM);
  }

  /// From now on containers are told where to ask.
  public void answered() {
    answered = true;
  }

  String id(String taskArn, String container) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] sum = mac.doFinal((taskArn + "/" + container).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, HEX_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// The variables by which the container finds what tells of it.
  Map<String, String> environment(PayloadTask task, String container) {
    if (!answered && task.networkInterface().isEmpty()) {
      return Map.of(); // a VPC has an address of its own for that
    }
    String id = id(task.arn(), container);
    Map<String, String> variables = new HashMap<>();
    variables.put("ECS_CONTAINER_METADATA_URI", "http://" + ADDRESS + "/v3/" + id);
    variables.put("ECS_CONTAINER_METADATA_URI_V4", "http://" + ADDRESS + "/v4/" + id);
    variables.put("ECS_AGENT_URI", "http://" + ADDRESS + "/api/" + id);
    RoleCredentials role = task.roleCredentials();
    if (role != null) {
      variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", credentials(role));
    }
    return variables;
  }

  /// The path under which a role's credentials are asked for.
  static String credentials(RoleCredentials role) {
    return "/v2/credentials/" + role.credentialsId();
  }

  /// Whether containers reach [#ADDRESS].
  public boolean isAnswered() {
    return answered;
  }
}
