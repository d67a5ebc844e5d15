package argosy.domain.instance;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgetInstancesTest {

  @Test
  void onlyInstancesThatLeftLongAgoAreForgotten() {
    Picture picture =
        picture(
            anInstance().id("here").build(),
            anInstance().id("draining").status(InstanceStatus.DRAINING).build(),
            anInstance().id("old").build().deregistered(NOON.minusMillis(1)),
            anInstance().id("recent").build().deregistered(NOON));
    var outcome = accepted(ForgetInstances.decide(picture, NOON));
    assertEquals(List.of(new Change.Delete(Instance.key(instance("old")))), outcome.changes());
    assertEquals(1, outcome.reply());
  }

  @Test
  void aPassForgetsSoManyAndTheNextGoesOn() {
    Picture picture = picture();
    for (int at = 0; at < ForgetInstances.PASS_MAX + 1; at++) {
      Instance gone = anInstance().id("i" + at).build().deregistered(NOON);
      picture = picture.apply(new Change.Put(gone));
    }
    var first = accepted(ForgetInstances.decide(picture, NOON.plusSeconds(1)));
    assertEquals(ForgetInstances.PASS_MAX, first.reply());
    Picture rest = picture.apply(first.changes());
    assertEquals(1, accepted(ForgetInstances.decide(rest, NOON.plusSeconds(1))).reply());
  }
}
