package argosy.wire;

import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The people and the time of the tests.
public final class Fixtures {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final InstantSource CLOCK = InstantSource.fixed(NOON);
  public static final String REGION = "us-east-1";
  public static final Credentials ROOT = new Credentials("AKIAROOT", "root/secret+key", null);
  public static final Credentials TASK = new Credentials("ASIATASK", "task/secret", "token/1+=");
  public static final Caller ROOT_CALLER =
      new Caller("000000000000", "AKIAROOT", "arn:aws:iam::000000000000:root", "000000000000");
  public static final Caller TASK_CALLER =
      new Caller("000000000000", "ASIATASK", "arn:aws:sts::000000000000:assumed-role/r/t", "AROA");

  private static final Map<String, Keyring.Key> KEYS =
      Map.of(
          ROOT.accessKeyId(), new Keyring.Key(ROOT, ROOT_CALLER),
          TASK.accessKeyId(), new Keyring.Key(TASK, TASK_CALLER));

  public static final Keyring KEYRING = id -> Optional.ofNullable(KEYS.get(id));

  private Fixtures() {}
}
