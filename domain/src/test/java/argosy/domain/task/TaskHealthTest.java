package argosy.domain.task;

import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.web;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState.Health;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskHealthTest {
  private static final HealthCheck CHECK = HealthCheck.builder().command("CMD", "true").build();

  /// `web` and `db` are essential and checked, `log` is checked only, `bare` is essential only.
  private static final TaskDefinition CHECKED =
      definition(
              web()
                  .containerDefinitions(
                      container("web").healthCheck(CHECK).build(),
                      container("db").healthCheck(CHECK).build(),
                      container("log").essential(false).healthCheck(CHECK).build(),
                      container("bare").build()))
          .spec();

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN,   UNKNOWN,   HEALTHY,   UNKNOWN",
    "HEALTHY,   UNKNOWN,   HEALTHY,   UNKNOWN",
    "HEALTHY,   HEALTHY,   UNHEALTHY, HEALTHY",
    "HEALTHY,   UNHEALTHY, HEALTHY,   UNHEALTHY",
    "UNKNOWN,   UNHEALTHY, HEALTHY,   UNHEALTHY",
  })
  void aTaskIsAsWellAsItsWorstEssentialContainer(
      Health web, Health db, Health log, Health expected) {
    Task task = aTask().essential("web").essential("db").sidecar("log").essential("bare").build();
    var told =
        ReportHealth.decide(
            Picture.EMPTY.apply(new Change.Put(task)),
            task.instance(),
            Map.of(task.arn(), Map.of("web", web, "db", db, "log", log)));
    Task known =
        Picture.EMPTY
            .apply(accepted(told).changes().getFirst())
            .find(Task.key(task.arn()))
            .orElseThrow();
    assertEquals(expected, TaskHealth.of(known, CHECKED));
    assertEquals(Health.UNKNOWN, TaskHealth.of(known, definition(web()).spec()));
  }
}
