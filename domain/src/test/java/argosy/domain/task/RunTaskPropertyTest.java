package argosy.domain.task;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.instance.UpdateInstances;
import argosy.domain.placement.Ledger;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;

class RunTaskPropertyTest {
  private static final List<String> FAMILIES =
      List.of("small", "large", "port", "ports", "gpu", "gpus");

  /// Safety.
  @Test
  void noInstanceIsEverOversold() {
    Seeds.forAll(
        200,
        random -> {
          Picture picture = cluster();
          for (int step = 0; step < 40; step++) {
            Picture before = picture;
            picture = step(picture, random);
            check(picture);
            onlyActiveInstancesGotTasks(before, picture);
          }
        });
  }

  /// Liveness.
  @Test
  void whatStopsMakesRoomAgain() {
    Seeds.forAll(
        50,
        random -> {
          Picture picture = cluster();
          for (int step = 0; step < 20; step++) {
            picture = step(picture, random);
          }
          for (Task task : List.copyOf(picture.all(Task.KIND))) {
            picture = after(picture, ReportTask.decide(picture, ended(task), NOON));
          }
          for (Instance instance : picture.all(Instance.KIND)) {
            Ledger ledger = Rooms.ledger(picture, instance);
            assertEquals(instance.capacity().cpuUnits(), ledger.freeCpuUnits());
            assertEquals(instance.capacity().memoryMib(), ledger.freeMemoryMib());
            assertEquals(instance.capacity().reservedTcp(), ledger.usedTcp());
            assertEquals(instance.capacity().gpus(), ledger.freeGpus());
          }
        });
  }

  private static Picture step(Picture picture, RandomGenerator random) {
    List<Task> tasks = List.copyOf(picture.all(Task.KIND));
    Outcome<?> outcome =
        switch (tasks.isEmpty() ? 0 : random.nextInt(12)) {
          case 0, 1, 2, 3 -> run(picture, random);
          case 4 -> start(picture, random);
          case 5 -> update(picture, random);
          case 6 ->
              random.nextInt(4) > 0
                  ? update(picture, random)
                  : DeregisterInstance.decide(
                      picture, CLUSTER, host(random), random.nextBoolean(), NOON);
          case 7, 8, 9 ->
              StopTask.decide(picture, CLUSTER, oneOf(tasks, random).arn(), "enough", NOON);
          default -> ReportTask.decide(picture, ended(oneOf(tasks, random)), NOON);
        };
    return after(picture, outcome);
  }

  private static Outcome<RunTask.Started> start(Picture picture, RandomGenerator random) {
    var request =
        StartTaskRequest.builder()
            .taskDefinition(oneOf(FAMILIES, random))
            .containerInstances(host(random), host(random))
            .build();
    return StartTask.decide(picture, CLUSTER, request, NOON, random);
  }

  private static Outcome<?> update(Picture picture, RandomGenerator random) {
    var request =
        UpdateContainerInstancesStateRequest.builder()
            .status(random.nextInt(3) == 0 ? "DRAINING" : "ACTIVE")
            .containerInstances(host(random))
            .build();
    return UpdateInstances.decide(picture, CLUSTER, request);
  }

  private static String host(RandomGenerator random) {
    return "i" + (1 + random.nextInt(3));
  }

  private static Outcome<RunTask.Started> run(Picture picture, RandomGenerator random) {
    var request =
        RunTaskRequest.builder()
            .taskDefinition(oneOf(FAMILIES, random))
            .count(1 + random.nextInt(4))
            .build();
    return RunTask.decide(picture, CLUSTER, request, NOON, random);
  }

  private static TaskReport ended(Task task) {
    return new TaskReport(task.arn(), "STOPPED", "", List.of(), null, null, null);
  }

  private static void onlyActiveInstancesGotTasks(Picture before, Picture picture) {
    for (Task task : picture.all(Task.KIND)) {
      if (before.find(task.key()).isEmpty()) {
        Instance on = before.find(Instance.key(task.instance())).orElseThrow();
        assertEquals(InstanceStatus.ACTIVE, on.status());
      }
    }
    for (Instance instance : picture.all(Instance.KIND)) {
      assertTrue(
          instance.belongs() || Task.on(picture, instance.arn()).isEmpty(),
          () -> "tasks of an instance that left: " + instance);
    }
  }

  private static void check(Picture picture) {
    assertEquals(
        Rooms.of(Picture.EMPTY.apply(everything(picture)), CLUSTER).ledgers(),
        Rooms.of(picture, CLUSTER).ledgers(),
        "what is kept up to date is what follows from the whole");
    for (Instance instance : picture.all(Instance.KIND)) {
      Ledger ledger = Rooms.ledger(picture, instance);
      assertTrue(ledger.freeCpuUnits() >= 0 && ledger.freeMemoryMib() >= 0, ledger::toString);
      Set<Integer> taken = new HashSet<>(instance.capacity().reservedTcp());
      Set<String> gpus = new HashSet<>();
      for (Task task : Task.on(picture, instance.arn())) {
        for (int port : task.launch().reservation().tcp()) {
          assertTrue(taken.add(port), () -> "port " + port + " twice on " + instance.arn());
        }
        for (String gpu : task.launch().allGpus()) {
          assertTrue(gpus.add(gpu), () -> "GPU " + gpu + " twice on " + instance.arn());
        }
      }
      assertTrue(instance.capacity().gpus().containsAll(gpus), gpus::toString);
    }
  }

  private static List<Change> everything(Picture picture) {
    return Stream.concat(picture.all(Instance.KIND).stream(), picture.all(Task.KIND).stream())
        .<Change>map(Change.Put::new)
        .toList();
  }

  private static Picture cluster() {
    return picture(
        anInstance().id("i1").gpus("g0", "g1", "g2").build(),
        anInstance().id("i2").cpu(1_000).reservedTcp("22", "8080").gpus("g0").build(),
        anInstance().id("i3").memory(300).build(),
        definition(web().family("small")),
        definition(web().family("large").cpu("600").memory("500")),
        definition(
            web()
                .family("port")
                .containerDefinitions(container("a").portMappings(port(8_080)).build())),
        definition(
            web()
                .family("ports")
                .containerDefinitions(
                    container("a").portMappings(port(8_080), port(8_081)).build())),
        definition(web().family("gpu").containerDefinitions(gpus("a", 1))),
        definition(web().family("gpus").containerDefinitions(gpus("a", 1), gpus("b", 1))));
  }

  private static ContainerDefinition gpus(String name, int count) {
    var gpus = ResourceRequirement.builder().type("GPU").value(Integer.toString(count)).build();
    return container(name).resourceRequirements(gpus).build();
  }

  private static PortMapping port(int outside) {
    return PortMapping.builder().containerPort(80).hostPort(outside).build();
  }

  private static <T> T oneOf(List<T> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }
}
