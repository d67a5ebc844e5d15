package argosy.domain.service;

import static argosy.domain.Fixtures.definition;
import static argosy.domain.service.Shop.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Fixtures;
import argosy.domain.taskdef.Definition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgetServicesTest {
  private final Shop shop = new Shop();
  private final Definition web = definition(Fixtures.web());

  private void delete() {
    shop.done(DeleteService.decide(shop.picture, Shop.WEB, true, shop.now, shop.random()));
    shop.reconcile();
  }

  @Test
  void aServiceThatIsGoneLeavesNothing() {
    shop.create(asked().desiredCount(0));
    shop.reconcile();
    delete();
    assertEquals(ServiceStatus.INACTIVE, shop.web().status());
    assertEquals(0, shop.done(ForgetServices.decide(shop.picture, shop.now)), "not yet");
    shop.pass(Duration.ofMinutes(1));
    assertEquals(1, shop.done(ForgetServices.decide(shop.picture, shop.now)));
    assertEquals(0, shop.picture.count(Service.KIND));
    assertEquals(List.of(), List.copyOf(Revision.of(shop.picture, Shop.WEB)));
    assertEquals(List.of(), List.copyOf(Rollout.of(shop.picture, Shop.WEB)));
    assertEquals(List.of(), shop.events());
  }

  @Test
  void aServiceThatLivesStays() {
    shop.create(asked());
    assertEquals(
        0, shop.done(ForgetServices.decide(shop.picture, shop.now.plus(Duration.ofDays(9)))));
    assertEquals(1, shop.picture.count(Service.KIND));
  }

  @Test
  void itsDefinitionIsNeededAsLongAsItLives() {
    assertFalse(Revision.use(shop.picture).test(web));
    shop.create(asked().desiredCount(0));
    assertTrue(Revision.use(shop.picture).test(web));
    delete();
    assertFalse(Revision.use(shop.picture).test(web));
  }
}
