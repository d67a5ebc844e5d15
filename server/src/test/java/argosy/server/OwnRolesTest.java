package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

class OwnRolesTest {
  private static final String ACCOUNT = "123456789012";

  @Test
  void rolesOfOtherAccountsAreThisAccounts() {
    var said =
        RegisterTaskDefinitionRequest.builder()
            .family("api")
            .taskRoleArn("arn:aws:iam::123123:role/shop/reads")
            .executionRoleArn("arn:aws:iam::210987654321:role/logs")
            .build();
    assertEquals(
        said.toBuilder()
            .taskRoleArn("arn:aws:iam::123456789012:role/shop/reads")
            .executionRoleArn("arn:aws:iam::123456789012:role/logs")
            .build(),
        OwnRoles.of(ACCOUNT, said));
    assertTrue(OwnRoles.told(said, ACCOUNT).orElseThrow().startsWith("The roles of api are"));
  }

  @Test
  void everythingElseStaysAsItWasSaid() {
    var said =
        RegisterTaskDefinitionRequest.builder()
            .family("api")
            .taskRoleArn("explorer")
            .executionRoleArn("arn:aws:iam::123456789012:role/logs")
            .build();
    assertEquals(said, OwnRoles.of(ACCOUNT, said));
    assertEquals(Optional.empty(), OwnRoles.told(said, ACCOUNT));
    var none = RegisterTaskDefinitionRequest.builder().family("api").build();
    assertEquals(none, OwnRoles.of(ACCOUNT, none));
  }
}
