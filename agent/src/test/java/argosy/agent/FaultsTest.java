package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;

/// Whatever fails in whatever order: what was acknowledged ends, its end is told, nothing is left.
final class FaultsTest {
  private static final int SEEDS = 300;
  private static final int EVENTS = 60;

  @Test
  void everyTaskEndsAndItsEndIsTold() {
    long first = Long.getLong("seed", 1);
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        new Run(seed).play();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("rerun with -Dseed=" + seed, e);
      }
    }
  }

  private static final class Run {
    private final RandomGenerator random;
    private final AgentRig rig;
    private final Map<String, PayloadTask> placed = new HashMap<>();
    private final List<SubmitTaskStateChangeRequest> checked = new ArrayList<>();
    private boolean engineAway;

    private Run(long seed) {
      random = new SplittableRandom(seed);
      PullBehavior[] pulls = PullBehavior.values();
      rig = new AgentRig(pulls[random.nextInt(pulls.length)], seed);
    }

    private void play() {
      rig.start();
      for (int i = 0; i < EVENTS; i++) {
        happen();
        rig.loop.pass(Duration.ofMillis(random.nextInt(3_000)));
        check();
      }
      engine(false);
      rig.plane.away = false;
      rig.runtime.loseAnswers(false);
      rig.runtime.heal();
      rig.loop.pass(Duration.ofMinutes(6));
      rig.place(placed.values().stream().map(Payloads::stopped).toArray(PayloadTask[]::new));
      rig.loop.pass(Duration.ofHours(4));
      check();
      Set<String> ended = new HashSet<>();
      checked.stream().filter(r -> r.status().equals("STOPPED")).forEach(r -> ended.add(r.task()));
      assertEquals(placed.keySet(), ended);
      assertEquals(List.of(), rig.runtime.containers());
    }

    private void happen() {
      switch (random.nextInt(11)) {
        case 0, 1, 2 -> place();
        case 3 -> some().ifPresent(c -> rig.runtime.exit(c.id(), random.nextInt(3)));
        case 4 -> some().ifPresent(c -> rig.runtime.kill(c.id()));
        case 5 -> engine(random.nextBoolean());
        case 6 -> rig.plane.away = random.nextBoolean();
        case 7 -> rig.restart();
        case 8 -> stopOne();
        case 9 -> rig.runtime.loseAnswers(random.nextBoolean());
        default -> fail();
      }
    }

    /// A control plane tells again what isn't acknowledged; here it waits until it is heard.
    private void place() {
      if (rig.plane.acs.isEmpty() || rig.plane.away) {
        return;
      }
      String id = "t" + placed.size();
      boolean linked = random.nextBoolean();
      PayloadTask task =
          linked
              ? task(id, container("web", id + "db"), container(id + "db"))
              : task(id, container("app", random.nextBoolean()), container("side", false));
      int before = acknowledged();
      rig.place(task);
      if (acknowledged() > before) {
        placed.put(task.arn(), task);
      }
    }

    private int acknowledged() {
      return rig.plane.acs.stream().mapToInt(end -> end.heard.size()).sum();
    }

    private Optional<Container> some() {
      List<Container> all = rig.runtime.containers();
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void engine(boolean away) {
      engineAway = away;
      rig.runtime.away(away);
    }

    private void stopOne() {
      if (!placed.isEmpty() && !rig.plane.away) {
        List<String> arns = placed.keySet().stream().sorted().toList();
        PayloadTask one = placed.get(arns.get(random.nextInt(arns.size())));
        rig.place(stopped(Objects.requireNonNull(one)));
      }
    }

    private void fail() {
      String image = List.of("app:1", "web:1", "side:1").get(random.nextInt(3));
      Kind kind = random.nextBoolean() ? Kind.REFUSED : Kind.UNREACHABLE;
      EngineFault fault = new EngineFault(kind, "by chance");
      switch (random.nextInt(4)) {
        case 0 -> rig.runtime.failPulls(image, fault);
        case 1 -> rig.runtime.failCreates(image, fault);
        case 2 -> rig.runtime.failStarts(image, fault);
        default -> rig.runtime.heal();
      }
    }

    /// A task that was reported stopped runs nothing, and is never reported running again.
    private void check() {
      List<SubmitTaskStateChangeRequest> all = rig.plane.reports;
      Set<String> over = new HashSet<>();
      for (SubmitTaskStateChangeRequest report : all) {
        assertFalse(
            over.contains(report.task()) && report.status().equals("RUNNING"),
            report.task() + " ran again");
        if (report.status().equals("STOPPED")) {
          over.add(report.task());
        }
      }
      checked.clear();
      checked.addAll(all);
      for (Container container : rig.runtime.containers()) {
        String task = container.labels().getOrDefault("com.amazonaws.ecs.task-arn", "");
        assertFalse(
            container.phase() == Container.Phase.RUNNING && over.contains(task) && !engineAway,
            task + " is over and runs");
      }
    }
  }
}
