package argosy.e2e;

import static argosy.e2e.Services.stays;
import static argosy.e2e.Services.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/// A service's life: it comes, grows, shrinks, rolls and goes, and Docker shows it.
@ExtendWith(SharedArgosy.class)
class ServicesTest {
  private static final int ROLLED = 4;

  private final Clients aws;
  private final Services services;

  ServicesTest(Clients aws) {
    this.aws = aws;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @Test
  void itComesScalesAndGoes() throws Exception {
    Service made = services.create("life", 2, stays(), it -> {});
    assertEquals("ACTIVE", made.status());
    assertEquals(DeploymentRolloutState.IN_PROGRESS, Services.primary(made).rolloutState());
    Service stable = services.stable("life");
    assertEquals(2, stable.runningCount());
    Set<String> first = services.containers("life");
    assertEquals(2, first.size());
    Task task = services.tasks("life").getFirst();
    assertEquals("service:life", task.group());
    assertEquals(Services.primary(stable).id(), task.startedBy());

    services.scale("life", 3);
    assertEquals(3, services.stable("life").runningCount());
    assertTrue(services.containers("life").containsAll(first));
    services.scale("life", 0);
    services.await("life", "none runs", it -> it.runningCount() == 0);
    for (String container : first) {
      Await.until(Services.PATIENCE, container + " ends", () -> !Docker.runs(container));
    }
    services.scale("life", 2);
    Service again = services.complete("life");
    String said = told(again);
    for (String part :
        List.of(
            "(service life) has started 2 tasks: (task ",
            "(service life) has started 1 tasks: (task ",
            "(service life) has stopped 3 running tasks: (task ",
            "(service life) has reached a steady state.")) {
      assertTrue(said.contains(part), () -> part + " is not in\n" + said);
    }
    ends();
  }

  private void ends() throws Exception {
    Set<String> containers = services.containers("life");
    var refused =
        assertThrows(
            InvalidParameterException.class,
            () -> aws.ecs().deleteService(it -> it.service("life")));
    assertTrue(refused.toString().contains("scaled above 0"), refused::toString);
    Service going = aws.ecs().deleteService(it -> it.service("life").force(true)).service();
    assertEquals("DRAINING", going.status());
    aws.waiter().waitUntilServicesInactive(it -> it.services("life"));
    assertEquals("INACTIVE", services.describe("life").status());
    assertEquals(0, services.describe("life").runningCount());
    for (String container : containers) {
      assertFalse(Docker.runs(container));
    }
    assertEquals(List.of(), aws.ecs().listServices().serviceArns());
  }

  /// At no instant are there fewer containers than the least, nor more than the most.
  @ParameterizedTest
  @CsvSource({"100, 200, 4, 8", "50, 100, 2, 4", "75, 125, 3, 5"})
  void itRollsWithinItsLimits(int leastPercent, int mostPercent, int least, int most)
      throws Exception {
    String name = "rolls-" + leastPercent;
    services.create(
        name,
        ROLLED,
        stays(),
        it -> it.deploymentConfiguration(Services.limits(leastPercent, mostPercent)));
    services.stable(name);
    Set<String> before = services.containers(name);
    assertEquals(ROLLED, before.size());
    String next = services.register(name, stays());
    try (var census = new Census(name)) {
      aws.ecs().updateService(it -> it.service(name).taskDefinition(next));
      services.replaced(name, before, ROLLED);
      services.complete(name);
      census.end();
      assertTrue(
          census.least() >= least && census.most() <= most,
          () ->
              "%d to %d in %d counts, not %d to %d"
                  .formatted(census.least(), census.most(), census.counts(), least, most));
    }
    Service rolled = services.describe(name);
    assertEquals(next, rolled.taskDefinition());
    assertTrue(
        told(rolled)
            .contains("(deployment " + Services.primary(rolled).id() + ") deployment completed."));
    for (Task task : services.tasks(name)) {
      assertEquals(next, task.taskDefinitionArn());
    }
  }

  @Test
  void aForcedDeploymentReplacesEachContainer() throws Exception {
    services.create(
        "forced", 1, stays(), it -> it.deploymentConfiguration(Services.limits(0, 100)));
    Service before = services.stable("forced");
    Set<String> containers = services.containers("forced");
    aws.ecs().updateService(it -> it.service("forced").forceNewDeployment(true));
    services.replaced("forced", containers, 1);
    Service after = services.stable("forced");
    assertEquals(before.taskDefinition(), after.taskDefinition());
    assertFalse(Services.primary(before).id().equals(Services.primary(after).id()));
  }

  @Test
  void itSaysWhatRoomItLacksAndTakesItWhenItComes() throws Exception {
    int port = Argosy.freePort();
    Task occupant = aws.running(aws.run(Definitions.of("occupant", Definitions.webserver(port))));
    services.create("waits", 1, Definitions.webserver(port), it -> {});
    Service waiting =
        services.await("waits", "a complaint", it -> told(it).contains("was unable to place"));
    String instance = occupant.containerInstanceArn();
    String said = told(waiting);
    assertTrue(
        said.contains(
            "(service waits) was unable to place a task because no container instance met all of"
                + " its requirements. The closest matching (container-instance "
                + instance.substring(instance.lastIndexOf('/') + 1)
                + ") is already using a port required by your task. "),
        said);
    assertEquals(1, waiting.events().size(), said);
    aws.stop(occupant);
    assertEquals(1, services.complete("waits").runningCount());
  }
}
