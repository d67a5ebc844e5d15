package argosy.control.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.domain.iam.AccessKeyIds;
import argosy.domain.iam.Duty;
import argosy.store.Accounts;
import argosy.store.Store;
import argosy.wire.Caller;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Short-lived keys of roles. Nobody keeps them: a session token says itself whose it is and until
/// when, under a seal that follows from the secret of the account's root. So every server of an
/// account knows every session, and a root whose key is replaced ends them all.
public final class RoleSessions implements Keyring {

  /// An account's key that was replaced is believed no longer than this.
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private static final int SECRET_LENGTH = 40;

  /// Far more than ours has: what is longer is somebody else's, and isn't looked into.
  private static final int TOKEN_LENGTH_MAX = 4_096;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Accounts accounts;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Seal seal, Instant until) {}

  /// What a token says.
  private record Claims(String key, String role, String session, Duty duty, long end) {}

  public RoleSessions(Accounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /// A new session.
  ///
  /// @param session what tells it from others of its role: a task's id
  /// @param random one that nobody can predict
  /// @return empty if there is no such account
  public Optional<Credentials> begin(
      Role role, String session, Duty duty, Instant end, RandomGenerator random) {
    return seal(role.account())
        .map(seal -> {
          String key = AccessKeyIds.drawTemporary(role.account(), random);
          byte[] claims =
              JSON.writeValueAsBytes(
                  new Claims(key, role.arn(), session, duty, end.getEpochSecond()));
          return new Credentials(key, secret(seal, claims), token(seal, claims));
        });
  }

  /// A name for something of an account, which nobody can guess and every server knows.
  public Optional<String> pseudonym(String account, String of) {
    return seal(account).map(seal -> seal.uuid(of));
  }

  /// Nobody but its token knows a session.
  @Override
  public Optional<Key> find(String accessKeyId) {
    return Optional.empty();
  }

  @Override
  public Optional<Key> find(String accessKeyId, String token) {
    if (token.isEmpty() || token.length() > TOKEN_LENGTH_MAX) {
      return Optional.empty();
    }
    return AccessKeyIds.temporaryAccount(accessKeyId)
        .flatMap(this::seal)
        .flatMap(seal -> key(seal, accessKeyId, token));
  }

  private static Optional<Key> key(Seal seal, String accessKeyId, String token) {
    try {
      byte[] sealed = Base64.getDecoder().decode(token);
      if (sealed.length <= Seal.BYTES) {
        return Optional.empty();
      }
      int end = sealed.length - Seal.BYTES;
      byte[] bytes = Arrays.copyOf(sealed, end);
      if (!seal.holds("token", bytes, Arrays.copyOfRange(sealed, end, sealed.length))) {
        return Optional.empty();
      }
      Claims claims = JSON.readValue(bytes, Claims.class);
      return claims.key().equals(accessKeyId) && claims.duty() != null
          ? Role.parse(claims.role()).map(role -> key(seal, bytes, claims, role, token))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty(); // not one of ours
    }
  }

  private static Key key(Seal seal, byte[] bytes, Claims claims, Role role, String token) {
    return new Key(
        new Credentials(claims.key(), secret(seal, bytes), token),
        new Caller(
            role.account(),
            claims.key(),
            role.sessionArn(claims.session()),
            role.id() + ":" + claims.session(),
            claims.duty().name()),
        Instant.ofEpochSecond(claims.end()));
  }

  private static String secret(Seal seal, byte[] claims) {
    byte[] sum = seal.of("secret", claims);
    return Base64.getEncoder().encodeToString(sum).substring(0, SECRET_LENGTH);
  }

  private static String token(Seal seal, byte[] claims) {
    byte[] sealed = Arrays.copyOf(claims, claims.length + Seal.BYTES);
    System.arraycopy(seal.of("token", claims), 0, sealed, claims.length, Seal.BYTES);
    return Base64.getEncoder().encodeToString(sealed);
  }

  /// Learns of an account while the store answers, so that its sessions go on when it doesn't.
  ///
  /// @throws Store.StoreFault if the store can't tell
  public void learn(String account) {
    seal(account);
  }

  /// Keeps nothing for accounts that aren't there, so that callers can't make it grow. What was
  /// known of one goes on being so while the store is lost.
  private Optional<Seal> seal(String account) {
    Known believed = known.get(account);
    if (believed != null && clock.instant().isBefore(believed.until())) {
      return Optional.of(believed.seal());
    }
    Optional<Seal> seal;
    try {
      seal = accounts.byId(account).map(it -> Seal.from(it.secretAccessKey().getBytes(UTF_8)));
    } catch (Store.StoreFault e) {
      if (believed == null) {
        throw e;
      }
      return Optional.of(believed.seal());
    }
    seal.ifPresentOrElse(
        it -> known.put(account, new Known(it, clock.instant().plus(BELIEVED))),
        () -> known.remove(account));
    return seal;
  }
}
