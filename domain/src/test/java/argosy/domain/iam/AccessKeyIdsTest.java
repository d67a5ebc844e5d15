package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessKeyIdsTest {

  @Test
  void anIdSaysItsAccount() {
    Seeds.forAll(
        1_000,
        random -> {
          String account = "%012d".formatted(random.nextLong(1_000_000_000_000L));
          String id = AccessKeyIds.draw(account, random);
          assertTrue(id.matches("AKIA[A-Z2-7]{16}"), id);
          assertEquals(Optional.of(account), AccessKeyIds.account(id), id);
          assertTrue(AccessKeyIds.secret(random).matches("[A-Za-z0-9+/]{40}"));
          assertTrue(AccessKeyIds.unique("AIDA", random).matches("AIDA[A-Z2-7]{17}"));
        });
  }

  /// Ids of others, who found out how AWS's say their accounts.
  @Test
  void anIdOfAwsIsReadAsAwsReadsIt() {
    assertEquals(Optional.of("029608264753"), AccessKeyIds.account("AKIAQNZGKIQY56JQ7WML"));
    assertEquals(Optional.of("609629065308"), AccessKeyIds.account("AKIAY34FZKBOKMUTVV7A"));
  }

  @Test
  void whatIsNoIdSaysNothing() {
    for (String odd :
        new String[] {
          "", "AKIA", "ASIAYOZVL2HN3EXAMPLE", "AKIAYOZVL2HN3EXAMPL", "AKIA0000000000000000"
        }) {
      assertEquals(Optional.empty(), AccessKeyIds.account(odd), odd);
    }
    assertEquals(Optional.empty(), AccessKeyIds.account("AKIA7777777777777777"), "13 digits");
  }
}
