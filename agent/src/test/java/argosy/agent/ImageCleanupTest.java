package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.AgentConfig.Cleanup;
import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Which images an agent takes away, and that it never takes one that it didn't bring.
class ImageCleanupTest {
  private static final Duration EVERY = Duration.ofMinutes(30);
  private static final Duration AGE = Duration.ofHours(6);

  private final AgentRig rig = rig(PullBehavior.PREFER_CACHED).start();

  private static AgentRig rig(PullBehavior pulls) {
    return new AgentRig(pulls, 1, TaskEndpoint.NONE, Optional.of(new Cleanup(EVERY, AGE, 5)));
  }

  /// Runs a task of the image `name:1` until its containers are gone.
  private static void run(AgentRig rig, String id, String name) {
    PayloadTask task = Payloads.task(id, Payloads.container(name));
    rig.place(task);
    assertTrue(rig.running().contains(name));
    rig.place(Payloads.stopped(task));
    rig.loop.pass(AgentConfig.CLEANUP_WAIT.plusMinutes(1));
    assertFalse(rig.running().contains(name));
  }

  private static boolean isHere(AgentRig rig, String image) throws Exception {
    return rig.runtime.image(image).isPresent();
  }

  @Test
  void whatWasPulledGoesWhenNobodyHasNeededItForLong() throws Exception {
    run(rig, "t1", "web");
    rig.loop.pass(AGE.minus(EVERY.multipliedBy(2)));
    assertTrue(isHere(rig, "web:1"), "its container was removed not so long ago");
    rig.loop.pass(EVERY.multipliedBy(3));
    assertFalse(isHere(rig, "web:1"));
    run(rig, "t2", "web");
    assertEquals(2, rig.runtime.pulls("web:1"), "and is pulled again");
  }

  @Test
  void whatWasHereBeforeStays() throws Exception {
    rig.runtime.addImage("web:1");
    run(rig, "t1", "web");
    rig.loop.pass(AGE.multipliedBy(3));
    assertTrue(isHere(rig, "web:1"));
    AgentRig always = rig(PullBehavior.ALWAYS);
    always.runtime.addImage("web:1");
    always.start();
    run(always, "t1", "web");
    assertEquals(1, always.runtime.pulls("web:1"));
    always.loop.pass(AGE.multipliedBy(3));
    assertTrue(isHere(always, "web:1"), "the pull brought nothing");
  }

  @Test
  void whatWasBuiltUnderTheNameSinceStaysAndThePulledOneGoes() throws Exception {
    run(rig, "t1", "web");
    String pulled = rig.runtime.image("web:1").map(Image::id).orElseThrow();
    rig.runtime.buildImage("web:1");
    String built = rig.runtime.image("web:1").map(Image::id).orElseThrow();
    rig.loop.pass(AGE.multipliedBy(2));
    assertEquals(Optional.of(built), rig.runtime.image("web:1").map(Image::id));
    assertFalse(isHere(rig, pulled), "nobody can name it any more");
  }

  @Test
  void whatAContainerHasStays() throws Exception {
    rig.place(Payloads.task("t1", Payloads.container("web")));
    rig.loop.pass(AGE.multipliedBy(3));
    assertTrue(isHere(rig, "web:1"));
    run(rig, "t2", "app");
    var body = JsonMapper.shared().createObjectNode().put("Image", "app:1");
    String foreign = rig.runtime.create("somebodys", body);
    rig.loop.pass(AGE.multipliedBy(3));
    assertTrue(isHere(rig, "app:1"), "somebody else has a container of it");
    rig.runtime.remove(foreign);
    rig.loop.pass(AGE.plus(EVERY));
    assertFalse(isHere(rig, "app:1"));
  }

  @Test
  void theNextAgentKnowsWhatTheLastOnePulled() throws Exception {
    run(rig, "t1", "web");
    rig.restart();
    rig.loop.pass(AGE.plus(EVERY));
    assertFalse(isHere(rig, "web:1"));
  }

  @Test
  void anEngineThatIsAwayIsAskedAgain() throws Exception {
    run(rig, "t1", "web");
    rig.runtime.away(true);
    rig.loop.pass(AGE.multipliedBy(2));
    rig.runtime.away(false);
    assertTrue(isHere(rig, "web:1"));
    rig.loop.pass(EVERY.plusSeconds(1));
    assertFalse(isHere(rig, "web:1"));
  }

  @Test
  void withoutCleanUpEverythingStays() throws Exception {
    AgentRig keeping = new AgentRig().start();
    run(keeping, "t1", "web");
    keeping.loop.pass(Duration.ofDays(8));
    assertTrue(isHere(keeping, "web:1"));
  }
}
