package argosy.domain.task;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.task;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;

/// Whatever agents and users say, in whatever order.
class ReportTaskPropertyTest {
  private static final List<String> STATUSES = List.of("PENDING", "RUNNING", "STOPPED", "ODD");

  /// Safety.
  @Test
  void nothingMovesBack() {
    Seeds.forAll(
        500,
        random -> {
          Picture picture = picture(aTask().essential("web").sidecar("log").build());
          Instant now = NOON;
          for (int step = 0; step < 12; step++) {
            Task before = only(picture);
            now = now.plusSeconds(1 + random.nextInt(60));
            picture = step(picture, now, random);
            compare(before, only(picture));
          }
        });
  }

  /// Liveness.
  @Test
  void aReportOfTheEndAlwaysEndsATask() {
    Seeds.forAll(
        200,
        random -> {
          Picture picture = picture(aTask().essential("web").sidecar("log").build());
          for (int step = random.nextInt(6); step > 0; step--) {
            picture = step(picture, NOON, random);
          }
          picture = after(picture, ReportTask.decide(picture, Reports.report("STOPPED"), NOON));
          Task over = only(picture);
          assertEquals(TaskStatus.STOPPED, over.last());
          assertTrue(over.stop() != null && !over.stop().reason().isBlank());
          assertTrue(over.times().stoppedAt() != null && over.times().stoppingAt() != null);
          assertTrue(
              over.containers().stream().allMatch(c -> c.last() == ContainerState.Status.STOPPED));
          assertEquals(List.of(), List.copyOf(Task.on(picture, over.instance())));
        });
  }

  private static Picture step(Picture picture, Instant now, RandomGenerator random) {
    return after(
        picture,
        random.nextInt(8) == 0
            ? StopTask.decide(picture, CLUSTER, task("t1"), "enough", now)
            : ReportTask.decide(picture, report(now, random), now));
  }

  private static TaskReport report(Instant now, RandomGenerator random) {
    var changes = new ArrayList<ContainerStateChange>();
    for (int at = random.nextInt(4); at > 0; at--) {
      String name = List.of("web", "log", "ghost").get(random.nextInt(3));
      changes.add(
          Reports.container(name, STATUSES.get(random.nextInt(4)))
              .exitCode(random.nextBoolean() ? random.nextInt(3) : null)
              .reason(random.nextBoolean() ? "CannotPullContainerError: x" : null)
              .build());
    }
    return new TaskReport(
        task("t1"),
        STATUSES.get(random.nextInt(10) == 0 ? 2 : random.nextInt(2)),
        random.nextBoolean() ? "" : null,
        changes,
        sometimes(now, random),
        sometimes(now, random),
        sometimes(now, random));
  }

  private static @Nullable Instant sometimes(Instant now, RandomGenerator random) {
    return random.nextBoolean() ? now : null;
  }

  private static void compare(Task before, Task after) {
    if (before.isStopped()) {
      assertEquals(before, after);
    }
    assertTrue(after.last().compareTo(before.last()) >= 0, () -> before + " became " + after);
    assertTrue(after.desired().compareTo(before.desired()) >= 0, () -> before + " became " + after);
    assertTrue(after.version() >= before.version());
    assertTrue(before.stop() == null || before.stop().equals(after.stop()));
    List<@Nullable Instant> then = moments(before.times());
    List<@Nullable Instant> now = moments(after.times());
    for (int at = 0; at < then.size(); at++) {
      Instant known = then.get(at);
      assertTrue(known == null || known.equals(now.get(at)), () -> before + " became " + after);
    }
    for (int at = 0; at < before.containers().size(); at++) {
      ContainerState was = before.containers().get(at);
      ContainerState is = after.containers().get(at);
      assertTrue(is.last().compareTo(was.last()) >= 0, () -> was + " became " + is);
      assertTrue(was.exitCode() == null || is.exitCode() != null, () -> was + " became " + is);
    }
  }

  private static List<@Nullable Instant> moments(Times times) {
    var all = new ArrayList<@Nullable Instant>();
    all.add(times.createdAt());
    all.add(times.connectedAt());
    all.add(times.pullStartedAt());
    all.add(times.pullStoppedAt());
    all.add(times.startedAt());
    all.add(times.stoppingAt());
    all.add(times.executionStoppedAt());
    all.add(times.stoppedAt());
    return all;
  }

  private static Task only(Picture picture) {
    return picture.find(Task.key(task("t1"))).orElseThrow();
  }
}
