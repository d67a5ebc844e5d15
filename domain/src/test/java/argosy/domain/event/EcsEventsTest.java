package argosy.domain.event;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.instance.Instance;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Family;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EcsEventsTest {
  private static final Task TASK = aTask().build();
  private static final Instance HOST = anInstance().id("i1").build();

  @Test
  void whatBecomesOfTasksAndInstancesIsToldInItsOrder() {
    Picture picture = put(put(picture(), HOST), TASK);
    Task stopping = TASK.protectedUntil(NOON);
    picture = put(picture, stopping, new Family("web", 1));
    List<EcsEvent> all = List.copyOf(EcsEvent.after(picture, -1));
    assertEquals(List.of(0L, 1L, 2L), all.stream().map(EcsEvent::number).toList());
    assertEquals(HOST, all.getFirst().instance());
    assertNull(all.getFirst().task());
    assertEquals(TASK, all.get(1).task());
    assertEquals(stopping, all.get(2).task());
    assertEquals(NOON, all.get(2).at());
    assertEquals(List.of(all.get(2)), List.copyOf(EcsEvent.after(picture, 1)));
    assertEquals(List.of(), List.copyOf(EcsEvent.after(picture, 2)));
  }

  @Test
  void whatIsAsItWasAndWhatGoesIsNoEvent() {
    Picture before = put(picture(), TASK);
    assertEquals(List.of(), EcsEvents.in(before, List.of(new Change.Put(TASK)), NOON));
    assertEquals(List.of(), EcsEvents.in(before, List.of(new Change.Delete(TASK.key())), NOON));
  }

  @Test
  void ofTwoStatesInOneDecisionTheLastIsTold() {
    Task last = TASK.protectedUntil(NOON);
    Picture picture = put(picture(), TASK, last);
    assertEquals(List.of(last), EcsEvent.after(picture, -1).stream().map(EcsEvent::task).toList());
  }

  @Test
  void theNewestAreKept() {
    Picture picture = picture();
    for (int n = 0; n < EcsEvent.KEPT + 3; n++) {
      picture = put(picture, aTask().id("t" + n).build());
    }
    assertEquals(EcsEvent.KEPT, picture.count(EcsEvent.KIND));
    assertEquals(3, EcsEvent.after(picture, -1).iterator().next().number());
    assertEquals(EcsEvent.KEPT + 3, EcsEvent.next(picture));
    assertEquals(3, EcsEvent.after(picture, 0).iterator().next().number());
  }

  private static Picture put(Picture picture, Entity... entities) {
    List<Change> changes = Stream.of(entities).<Change>map(Change.Put::new).toList();
    return picture.apply(changes).apply(EcsEvents.in(picture, changes, NOON));
  }
}
