package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Spot tasks with real containers: they are told, end, and make room for Fargate's.
class SpotTest {

  /// Room for two tasks of 20 GiB, whatever machine this is.
  private static final String[] FOR_TWO = {"--fargate-storage", "45"};

  /// Its exit code tells that SIGTERM came.
  private static final String TOLD = Definitions.hears(7);

  private static final String REASON = "Your Spot Task was interrupted.";
  private static final Duration MOVES_WITHIN = Duration.ofSeconds(60);

  @BeforeEach
  void onlyRoot() throws Exception {
    OwnAddresses.assumePossible();
  }

  private static List<Task> spot(Clients aws, Fargate fargate, String definition, int count)
      throws Exception {
    List<Task> tasks = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      tasks.addAll(fargate.run(definition, "FARGATE_SPOT", 1).tasks());
    }
    return hearing(aws.running(tasks));
  }

  private static List<Task> hearing(List<Task> tasks) throws Exception {
    for (Task task : tasks) {
      Definitions.awaitHearing(task);
    }
    return tasks;
  }

  /// The tasks of the service of Spot, as soon as there are so many and all would be told.
  private static List<Task> cheap(Clients aws, int count) throws Exception {
    Await.until(MOVES_WITHIN, count + " Spot tasks run", () -> running(aws, "cheap") == count);
    return hearing(new Services(aws).tasks("cheap"));
  }

  private static void assertInterrupted(Task task) {
    assertEquals("SpotInterruption", task.stopCodeAsString());
    assertEquals(REASON, task.stoppedReason());
    assertEquals(7, task.containers().getFirst().exitCode(), "it was told by SIGTERM");
  }

  @Test
  void fargateTakesTheRoomOfTheNewestSpotTask() throws Exception {
    try (Argosy argosy = Argosy.start(FOR_TWO)) {
      Fargate fargate = Fargate.of(argosy);
      Clients aws = argosy.clients();
      String definition = fargate.register("told", TOLD);
      List<Task> spot = spot(aws, fargate, definition, 2);
      assertEquals(LaunchType.FARGATE, spot.getFirst().launchType());
      assertEquals("FARGATE_SPOT", spot.getFirst().capacityProviderName());
      assertEquals(20, spot.getFirst().ephemeralStorage().sizeInGiB());

      RunTaskResponse refused = fargate.run(definition, "FARGATE", 1);
      assertEquals(List.of(), refused.tasks());
      assertTrue(
          refused.failures().getFirst().reason().startsWith("Capacity is unavailable"),
          refused::toString);
      assertInterrupted(aws.stopped(spot.getLast()));
      assertEquals("RUNNING", aws.describe(spot.getFirst()).desiredStatus(), "one was enough");
      assertEquals(List.of(), fargate.run(definition, "FARGATE_SPOT", 1).tasks(), "not for Spot");
      Task firm = aws.running(fargate.run(definition, "FARGATE", 1).tasks()).getFirst();
      assertEquals("FARGATE", firm.capacityProviderName());

      String storage =
          Docker.inside(
              firm.containers().getFirst().runtimeId(),
              "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/task");
      assertTrue(storage.contains("\"Reserved\":20480"), storage);
    }
  }

  @Test
  void servicesOfFargateComeBeforeThoseOfSpot() throws Exception {
    try (Argosy argosy = Argosy.start(FOR_TWO)) {
      Fargate fargate = Fargate.of(argosy);
      Clients aws = argosy.clients();
      String definition = fargate.register("told", TOLD);
      fargate.service("cheap", definition, "FARGATE_SPOT", 2);
      assertEquals(2, cheap(aws, 2).size());
      fargate.service("firm", definition, "FARGATE", 1);
      Await.until(MOVES_WITHIN, "the task of Fargate runs", () -> running(aws, "firm") == 1);
      assertEquals(1, running(aws, "cheap"));
      List<String> stopped = aws.ecs().listTasks(it -> it.desiredStatus("STOPPED")).taskArns();
      assertEquals(1, stopped.size());
      assertInterrupted(aws.describe(stopped).getFirst());
      Await.until(
          MOVES_WITHIN,
          "the service says what it lacks",
          () -> events(aws, "cheap").contains("Reason: Capacity is unavailable at this time"));
    }
  }

  @Test
  void anOperatorInterrupts() throws Exception {
    try (Argosy argosy = Argosy.start()) {
      Fargate fargate = Fargate.of(argosy);
      Clients aws = argosy.clients();
      String definition = fargate.register("told", TOLD);
      fargate.service("cheap", definition, "FARGATE_SPOT", 1);
      String arn = cheap(aws, 1).getFirst().taskArn();
      String id = arn.substring(arn.lastIndexOf('/') + 1);
      String said = argosy.run("spot", "interrupt", id).well().out();
      assertTrue(said.contains(id + " stopped: " + REASON), said);
      assertTrue(said.contains("main ended with exit code 7"), said);
      assertInterrupted(aws.describe(List.of(arn)).getFirst());
      Await.until(MOVES_WITHIN, "another one runs", () -> running(aws, "cheap") == 1);

      Task firm = aws.running(fargate.run(definition, "FARGATE", 1).tasks()).getFirst();
      Ran refused = argosy.run("spot", "interrupt", firm.taskArn());
      assertEquals(1, refused.exitCode());
      assertTrue(refused.err().contains("is no Spot task"), refused.err());
      assertEquals("RUNNING", aws.describe(firm).desiredStatus());
    }
  }

  private static int running(Clients aws, String service) {
    return aws.ecs()
        .describeServices(it -> it.services(service))
        .services()
        .getFirst()
        .runningCount();
  }

  private static String events(Clients aws, String service) {
    return aws.ecs()
        .describeServices(it -> it.services(service))
        .services()
        .getFirst()
        .events()
        .toString();
  }
}
