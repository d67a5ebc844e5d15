package argosy.e2e;

import static argosy.e2e.Services.stays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

/// A host of two whose agent is killed, while its containers run on.
class LostHostTest {
  private static final int TASKS = 4;

  private static Argosy argosy;
  private static Clients aws;
  private static Services services;

  @BeforeAll
  static void start() throws Exception {
    argosy = Argosy.start("--lost-hosts-after", "10s");
    argosy.awaitHost();
    aws = argosy.clients();
    services = new Services(aws);
  }

  @AfterAll
  static void stop() throws Exception {
    argosy.close();
  }

  @Test
  void aServiceIsWholeWithoutALostHostAndWhatComesBackIsStopped() throws Exception {
    try (var second = SeparateAgent.of(argosy)) {
      Await.until(Services.PATIENCE, "two hosts", () -> connected().size() == 2);
      services.create("lost", TASKS, stays(), _ -> {});
      services.complete("lost");
      Set<String> before = Set.copyOf(second.containers());
      assertEquals(TASKS / 2, before.size(), "they are spread");
      second.crash();
      Await.until(Services.PATIENCE, "its agent is missed", () -> connected().size() == 1);
      String stays = connected().iterator().next();
      services.await(
          "lost",
          "all are on the other host",
          it -> it.runningCount() == TASKS && byHost().keySet().equals(Set.of(stays)));
      var told = Services.told(services.stable("lost"));
      assertTrue(told.contains("has tasks on lost hosts"), told);
      assertTrue(told.contains("has reached a steady state"), told);
      assertTrue(before.stream().allMatch(this::runs), "nobody could tell them to stop");

      second.up();
      Await.until(Services.PATIENCE, "they stop", () -> before.stream().noneMatch(this::runs));
      assertEquals(TASKS, services.describe("lost").runningCount());
      assertEquals(Set.of(stays), byHost().keySet());
      assertEquals(0, Services.primary(services.describe("lost")).failedTasks());
      services.clear();
    }
  }

  private boolean runs(String container) {
    try {
      return Docker.runs(container);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, List<Task>> byHost() {
    return services.tasks("lost").stream()
        .collect(Collectors.groupingBy(Task::containerInstanceArn));
  }

  private static Set<String> connected() {
    List<String> arns = aws.ecs().listContainerInstances(_ -> {}).containerInstanceArns();
    return aws
        .ecs()
        .describeContainerInstances(it -> it.containerInstances(arns))
        .containerInstances()
        .stream()
        .filter(it -> it.agentConnected())
        .map(it -> it.containerInstanceArn())
        .collect(Collectors.toSet());
  }
}
