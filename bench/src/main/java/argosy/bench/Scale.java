package argosy.bench;

import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.control.reconcile.Reconciler;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.instance.Instance;
import argosy.domain.service.CreateService;
import argosy.domain.service.Service;
import argosy.domain.state.Change;
import argosy.domain.state.Decision;
import argosy.domain.state.Outcome;
import argosy.domain.task.DeregisterInstance;
import argosy.domain.task.ReportTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.taskdef.RegisterDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;

/// How long a cell takes for many services on many hosts: the real cell, the real reconciler and
/// the real decisions, in a time that moves by hand, and a store that keeps nothing. See
/// bench/scale.
public final class Scale {
  private static final int HOSTS = 5_000;
  private static final int SERVICES = 500;
  private static final int TASKS = 100_000;
  private static final int MANY_HOSTS = 10_000;
  private static final int MANY_SERVICES = 200;
  private static final int MANY_TASKS = Integer.getInteger("many", 1_000_000);

  /// Each is measured so often; the median counts, and the first ones warm the code up.
  private static final int TIMES = 21;

  private final Cell cell;
  private Instant now = Worlds.NOON;

  private Scale(int hosts) {
    InstantSource clock = () -> now;
    cell =
        new Cell(
            Worlds.CELL,
            new NoStore(),
            clock,
            new SplittableRandom(1),
            broken -> {
              throw broken;
            });
    Reconciler.attach(cell);
    put(
        new Cluster(
            Worlds.CLUSTER,
            List.of(),
            List.of(),
            now,
            null,
            ClusterCapacity.NONE,
            null,
            null));
    for (int n = 0; n < hosts; n++) {
      put(Worlds.instance(n));
    }
    ask((picture, at, _) ->
        RegisterDefinition.decide(picture, Worlds.CELL, Samples.definition(), "bench", at));
  }

  /// Writes what was measured, in microseconds.
  ///
  /// @param args the file to write to
  public static void main(String[] args) throws IOException {
    var lines = new ArrayList<String>();
    var scale = new Scale(HOSTS);
    lines.add("placed " + scale.place(SERVICES, TASKS));
    scale.run();
    lines.add("sweep " + median(scale::sweep));
    lines.add("death " + median(scale::death));
    lines.add("million " + new Scale(MANY_HOSTS).place(MANY_SERVICES, MANY_TASKS));
    Files.write(Path.of(args[0]), lines);
  }

  private interface Step {
    long micros();
  }

  private static long median(Step step) {
    var all = new ArrayList<Long>();
    for (int n = 0; n < TIMES; n++) {
      all.add(step.micros());
    }
    all.sort(null);
    return all.get(TIMES / 2);
  }

  private void put(argosy.domain.state.Entity entity) {
    ask((_, _, _) -> new Outcome.Accepted<>(List.of(new Change.Put(entity)), List.of(), 0));
  }

  private <R> R ask(Decision<R> decision) {
    return ((Result.Done<R>) cell.ask(decision)).reply();
  }

  /// Services with so many tasks together, from the first request to the last task's place.
  private long place(int services, int tasks) {
    long begun = System.nanoTime();
    for (int n = 0; n < services; n++) {
      var request =
          CreateServiceRequest.builder()
              .serviceName("service-" + n)
              .taskDefinition("shop")
              .desiredCount(tasks / services)
              .build();
      ask((picture, at, random) ->
          CreateService.decide(picture, Worlds.CLUSTER, request, "bench", at, random));
    }
    while (cell.picture().count(Task.KIND) < tasks) {
      cell.drain();
    }
    long micros = (System.nanoTime() - begun) / 1_000;
    while (cell.nextTimer().filter(at -> !at.isAfter(now)).isPresent()) {
      cell.drain();
    }
    return micros;
  }

  /// All tasks run, and all services are steady.
  private void run() {
    for (Task task : cell.picture().all(Task.KIND)) {
      report(task);
    }
    for (int minute = 0; minute < 3; minute++) {
      sweep();
    }
    for (Service service : cell.picture().all(Service.KIND)) {
      if (service.standing().steadyAt() == null) {
        throw new IllegalStateException("not steady: " + service);
      }
    }
  }

  private void report(Task task) {
    var running = new TaskReport(task.arn(), "RUNNING", null, List.of(), null, null, null);
    ask((picture, at, _) -> ReportTask.decide(picture, running, at));
  }

  /// The minute's look at all services.
  private long sweep() {
    now = now.plus(Duration.ofMinutes(1));
    return untilStill();
  }

  private long untilStill() {
    long begun = System.nanoTime();
    do {
      cell.drain();
    } while (cell.nextTimer().filter(at -> !at.isAfter(now)).isPresent());
    return (System.nanoTime() - begun) / 1_000;
  }

  /// A host with twenty tasks or so is forced out: until all of them are placed anew.
  private long death() {
    Instance host =
        cell.picture().all(Instance.KIND).stream()
            .filter(i -> i.belongs() && Task.on(cell.picture(), i.arn()).size() == 20)
            .findFirst()
            .orElseThrow();
    long begun = System.nanoTime();
    ask((picture, at, _) ->
        DeregisterInstance.decide(picture, Worlds.CLUSTER, host.arn().id(), true, at));
    long micros = (System.nanoTime() - begun) / 1_000 + untilStill();
    for (Task task : List.copyOf(Task.unstopped(cell.picture()))) {
      if (task.times().startedAt() == null) {
        report(task);
      }
    }
    sweep();
    if (Task.unstopped(cell.picture()).size() != TASKS) {
      throw new IllegalStateException("not all are placed anew");
    }
    return micros;
  }
}
