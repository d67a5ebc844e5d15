package argosy.control.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.control.HandClock;
import argosy.domain.iam.Duty;
import argosy.store.Accounts;
import argosy.store.Accounts.Account;
import argosy.store.MemoryStore;
import argosy.store.Store;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whom a session token speaks for, and that nobody can make one.
class RoleSessionsTest {
  private static final String ACCOUNT = "123456789012";
  private static final Role ROLE =
      Role.parse("arn:aws:iam::123456789012:role/teams/web").orElseThrow();

  private final HandClock clock = new HandClock();
  private final MemoryStore store = new MemoryStore();
  private final RoleSessions sessions = new RoleSessions(store.accounts(), clock);
  private final SplittableRandom random = new SplittableRandom(1);
  private final Instant end = clock.instant().plus(Duration.ofHours(6));

  RoleSessionsTest() {
    store.accounts().add(new Account(ACCOUNT, "AKIAROOT", "root's secret"));
    store.accounts().add(new Account("210987654321", "AKIAOTHER", "other's secret"));
  }

  @Test
  void aSessionIsKnownByItsTokenToEveryServer() {
    Credentials minted = begin();
    assertTrue(minted.accessKeyId().matches("ASIA[A-Z2-7]{16}"), minted.accessKeyId());
    assertEquals(40, minted.secretAccessKey().length());
    var elsewhere = new RoleSessions(store.accounts(), clock);
    Keyring.Key key = elsewhere.find(minted.accessKeyId(), token(minted)).orElseThrow();
    assertEquals(minted, key.credentials());
    assertEquals(minted.secretAccessKey(), key.credentials().secretAccessKey());
    assertEquals("arn:aws:sts::123456789012:assumed-role/web/0123456789abcdef", key.caller().arn());
    assertTrue(key.caller().userId().matches("AROA[A-Z2-7]{17}:0123456789abcdef"));
    assertEquals(ACCOUNT, key.caller().account());
    assertFalse(key.caller().isRoot());
    assertEquals(Instant.ofEpochSecond(end.getEpochSecond()), key.end());
  }

  @Test
  void noTwoSessionsHaveTheSameKeyOrSecret() {
    Credentials one = begin();
    Credentials other = begin();
    assertNotEquals(one.accessKeyId(), other.accessKeyId());
    assertNotEquals(one.secretAccessKey(), other.secretAccessKey());
  }

  @Test
  void aTokenThatWasTouchedIsNobodys() {
    Credentials minted = begin();
    byte[] bytes = Base64.getDecoder().decode(token(minted));
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] ^= 1;
      String touched = Base64.getEncoder().encodeToString(bytes);
      assertEquals(Optional.empty(), sessions.find(minted.accessKeyId(), touched), "byte " + at);
      bytes[at] ^= 1;
    }
    for (String token : new String[] {"", "x", "!!!!", "A".repeat(5_000), token(minted) + "AAAA"}) {
      assertEquals(Optional.empty(), sessions.find(minted.accessKeyId(), token));
    }
  }

  @Test
  void aTokenBelongsToItsKeyAlone() {
    Credentials one = begin();
    Credentials other = begin();
    assertEquals(Optional.empty(), sessions.find(one.accessKeyId(), token(other)));
    assertEquals(Optional.empty(), sessions.find(one.accessKeyId()));
    assertEquals(Optional.empty(), sessions.find("AKIAROOT", token(one)));
    Role foreign = new Role("210987654321", "/", "web");
    Credentials theirs =
        sessions.begin(foreign, "s", Duty.TASK, end, new SplittableRandom(1)).orElseThrow();
    assertEquals(Optional.empty(), sessions.find(one.accessKeyId(), token(theirs)));
  }

  @Test
  void anAccountThatIsNotThereHasNone() {
    assertEquals(
        Optional.empty(),
        sessions.begin(new Role("999999999999", "/", "web"), "s", Duty.TASK, end, random));
  }

  @Test
  void whatIsKnownOfAnAccountGoesOnWhileTheStoreIsLost() {
    boolean[] lost = {false};
    var frail =
        new RoleSessions(
            new Accounts() {
              @Override
              public List<Account> list() {
                return store.accounts().list();
              }

              @Override
              public Optional<Account> byId(String id) {
                if (lost[0]) {
                  throw new Store.StoreFault("gone", new IllegalStateException());
                }
                return store.accounts().byId(id);
              }

              @Override
              public Optional<Account> byKey(String accessKeyId) {
                return store.accounts().byKey(accessKeyId);
              }

              @Override
              public boolean add(Account account) {
                return store.accounts().add(account);
              }
            },
            clock);
    frail.learn(ACCOUNT);
    lost[0] = true;
    clock.pass(Duration.ofHours(1));
    Credentials minted = frail.begin(ROLE, "s", Duty.TASK, end, random).orElseThrow();
    assertTrue(frail.find(minted.accessKeyId(), token(minted)).isPresent());
    assertThrows(Store.StoreFault.class, () -> frail.learn("210987654321"));
  }

  @Test
  void pseudonymsAreTheSameOnEveryServerAndDifferBetweenAccounts() {
    String name = sessions.pseudonym(ACCOUNT, "task").orElseThrow();
    assertEquals(
        name, new RoleSessions(store.accounts(), clock).pseudonym(ACCOUNT, "task").orElseThrow());
    assertNotEquals(name, sessions.pseudonym(ACCOUNT, "other").orElseThrow());
    assertNotEquals(name, sessions.pseudonym("210987654321", "task").orElseThrow());
  }

  @Test
  void aRoleIsNamedByItsArnOrItsName() {
    assertEquals(Optional.of(ROLE), Role.named(ROLE.arn(), ACCOUNT));
    assertEquals(
        "arn:aws:iam::123456789012:role/plain", Role.named("plain", ACCOUNT).orElseThrow().arn());
    for (String none :
        new String[] {"arn:aws:iam::1:role/x", "arn:aws:iam::123456789012:user/x", "a b"}) {
      assertEquals(Optional.empty(), Role.named(none, ACCOUNT), none);
    }
  }

  private Credentials begin() {
    return sessions.begin(ROLE, "0123456789abcdef", Duty.TASK, end, random).orElseThrow();
  }

  private static String token(Credentials credentials) {
    return Objects.requireNonNull(credentials.sessionToken());
  }
}
