package argosy.control.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.control.HandClock;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.cell.Result;
import argosy.domain.iam.AccessKey;
import argosy.domain.iam.Authorize;
import argosy.domain.iam.ChangeAccessKey;
import argosy.domain.iam.ChangeGrants;
import argosy.domain.iam.CreateAccessKey;
import argosy.domain.iam.CreateUser;
import argosy.domain.iam.DeleteUser;
import argosy.domain.iam.User;
import argosy.domain.id.CellId;
import argosy.domain.state.Decision;
import argosy.store.Accounts.Account;
import argosy.store.MemoryStore;
import argosy.store.Store;
import argosy.wire.Caller;
import argosy.wire.sigv4.Keyring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a server knows of an account whose users it has, and what one knows that hasn't.
class IdentitiesTest {
  private static final String ACCOUNT = "123456789012";
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private final HandClock clock = new HandClock();
  private final MemoryStore store = new MemoryStore();
  private final Server owner = new Server();
  private final Server other = new Server();

  private final class Server {
    final Cells cells =
        new Cells(
            store,
            id ->
                new Cell(
                    id,
                    store,
                    clock,
                    new SplittableRandom(1),
                    broken -> {
                      throw broken;
                    }));
    final Identities identities = new Identities(cells, store, clock);
    final Access access = new Access(identities, clock);
    final UserKeys keys = new UserKeys(identities);

    boolean may(Caller caller, String action) {
      var wish = new Authorize.Wish(action, List.of("*"), Map.of(), "us-east-1");
      return access.refusal(caller, _ -> wish).isEmpty();
    }
  }

  @BeforeEach
  void account() {
    store.accounts().add(new Account(ACCOUNT, "AKIAROOT", "secret"));
  }

  private <R> R done(Decision<R> decision) {
    Cell cell = ((Cells.Found.Here) owner.cells.find(CellId.global(ACCOUNT))).cell();
    Result<R> result = cell.ask(decision);
    assertInstanceOf(Result.Done.class, result, result::toString);
    return ((Result.Done<R>) result).reply();
  }

  private AccessKey bobsKey() {
    var bob = new CreateUser.Wanted(ACCOUNT, "/", "bob", new TreeMap<>());
    done((picture, now, random) -> CreateUser.decide(picture, bob, now, random));
    return done((picture, now, random) -> CreateAccessKey.decide(picture, "bob", now, random));
  }

  private void activate(AccessKey key, boolean active) {
    done((picture, _, _) -> ChangeAccessKey.activate(picture, "bob", key.id(), active));
  }

  @Test
  void aKeySpeaksForItsUser() {
    AccessKey key = bobsKey();
    Keyring.Key found = owner.keys.find(key.id()).orElseThrow();
    User bob = User.find(owner.identities.of(ACCOUNT).orElseThrow(), "bob").orElseThrow();
    assertEquals(
        new Caller(ACCOUNT, key.id(), "arn:aws:iam::123456789012:user/bob", bob.id()),
        found.caller());
    assertEquals(key.secret(), found.credentials().secretAccessKey());
    assertFalse(found.caller().isRoot());
  }

  @Test
  void whereTheUsersAreAChangeHoldsAtOnce() {
    AccessKey key = bobsKey();
    activate(key, false);
    assertEquals(Optional.empty(), owner.keys.find(key.id()));
    activate(key, true);
    assertTrue(owner.keys.find(key.id()).isPresent());
    done((picture, _, _) -> ChangeAccessKey.delete(picture, "bob", key.id()));
    assertEquals(Optional.empty(), owner.keys.find(key.id()));
  }

  @Test
  void elsewhereAKeyThatIsTakenAwayIsGoodForSecondsOnly() {
    AccessKey key = bobsKey();
    assertTrue(other.keys.find(key.id()).isPresent());
    activate(key, false);
    assertTrue(other.keys.find(key.id()).isPresent(), "believed");
    clock.pass(Identities.BELIEVED);
    assertEquals(Optional.empty(), other.keys.find(key.id()));
  }

  @Test
  void elsewhereANewKeyIsKnownInABlink() {
    assertEquals(Optional.empty(), other.keys.find("AKIARZPUZDIKNE55OJGA"));
    AccessKey key = bobsKey();
    clock.pass(Identities.FRESH);
    assertTrue(other.keys.find(key.id()).isPresent());
  }

  @Test
  void elsewhereANewPolicyIsKnownInABlink() {
    Caller bob = other.keys.find(bobsKey().id()).orElseThrow().caller();
    assertFalse(other.may(bob, "ecs:ListClusters"));
    var whose = ChangeGrants.Find.user("bob");
    done((picture, _, _) -> ChangeGrants.attach(picture, whose, READ_ONLY));
    clock.pass(Identities.FRESH);
    assertTrue(other.may(bob, "ecs:ListClusters"));
    assertFalse(other.may(bob, "ecs:CreateCluster"));
    done((picture, _, _) -> ChangeGrants.detach(picture, whose, READ_ONLY));
    assertFalse(owner.may(bob, "ecs:ListClusters"));
    clock.pass(Identities.BELIEVED);
    assertFalse(other.may(bob, "ecs:ListClusters"));
  }

  @Test
  void whoIsDeletedMayNothingAnyMore() {
    AccessKey key = bobsKey();
    Caller bob = owner.keys.find(key.id()).orElseThrow().caller();
    done((picture, _, _) -> ChangeAccessKey.delete(picture, "bob", key.id()));
    done((picture, _, _) -> DeleteUser.decide(picture, "bob"));
    assertFalse(owner.may(bob, "ecs:ListClusters"));
  }

  @Test
  void rootMayEverythingAndNobodyIsAsked() {
    store.fail("not to be asked");
    assertTrue(other.may(new Caller(ACCOUNT, "AKIA", "root", ACCOUNT), "ecs:CreateCluster"));
  }

  @Test
  void aKeyOfNoAccountOpensNothing() {
    assertEquals(Optional.empty(), other.keys.find("AKIAQNZGKIQY56JQ7WML"));
    assertEquals(Optional.empty(), other.keys.find("no key at all"));
    assertEquals(List.of(), other.cells.opened());
  }

  @Test
  void whatTheStoreCannotTellIsNotGuessed() {
    AccessKey key = bobsKey();
    assertTrue(other.keys.find(key.id()).isPresent());
    store.fail("lost");
    assertTrue(other.keys.find(key.id()).isPresent(), "believed");
    clock.pass(Identities.BELIEVED.plus(Duration.ofMillis(1)));
    assertThrows(Store.StoreFault.class, () -> other.keys.find(key.id()));
  }
}
