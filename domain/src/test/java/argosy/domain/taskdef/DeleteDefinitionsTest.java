package argosy.domain.taskdef;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import argosy.domain.task.Occupants;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class DeleteDefinitionsTest {
  private static final Picture ACTIVE = registered(Picture.EMPTY, "web");
  private static final Picture INACTIVE = deregistered(ACTIVE, "web");

  @Test
  void onlyAnInactiveRevisionIsDeleted() {
    var outcome = accepted(delete(INACTIVE, "web:1"));
    Definition deleted = outcome.reply().definitions().getFirst();
    assertEquals(TaskDefinitionStatus.DELETE_IN_PROGRESS, deleted.spec().status());
    assertEquals(NOON, deleted.spec().deleteRequestedAt());
    assertEquals(List.of(new Change.Put(deleted)), outcome.changes());
    var again = accepted(delete(INACTIVE.apply(outcome.changes()), "web:1"));
    assertEquals(List.of(), again.changes());
    assertEquals(List.of(deleted), again.reply().definitions());

    var active = accepted(delete(ACTIVE, "web:1"));
    assertEquals(List.of(), active.changes());
    assertEquals(
        List.of(
            Failure.builder()
                .arn(new TaskDefinitionArn(CELL, "web", 1).toString())
                .reason(
                    "The specified task definition is still in ACTIVE status. Please deregister"
                        + " the target and try again.")
                .build()),
        active.reply().failures());
  }

  @Test
  void whatIsNotThereFailsAlone() {
    var outcome = accepted(delete(INACTIVE, "web", "web:2", "web:1"));
    assertEquals(1, outcome.reply().definitions().size());
    assertEquals(
        List.of("web", "web:2"), outcome.reply().failures().stream().map(Failure::arn).toList());
    assertEquals(
        List.of(DeregisterDefinition.MISSING, DeregisterDefinition.MISSING),
        outcome.reply().failures().stream().map(Failure::reason).toList());
  }

  @Test
  void oneToTenAreDeletedAtOnce() {
    assertEquals("InvalidParameterException", refused(delete(INACTIVE)).code());
    assertEquals(
        "taskDefinitions needs 1 to 10 entries, not 11.",
        refused(delete(INACTIVE, Collections.nCopies(11, "web:1").toArray(String[]::new)))
            .message());
  }

  @Test
  void aDeletedRevisionIsForgottenWhenItsLastTaskStopped() {
    Picture deleted = after(INACTIVE, delete(INACTIVE, "web:1"));
    Picture running = deleted.apply(new Change.Put(aTask().running().build()));
    assertEquals(0, forget(running));
    Picture stopped = running.apply(new Change.Put(aTask().stoppedAt(NOON).build()));
    assertEquals(1, forget(stopped));
    assertEquals(0, forget(INACTIVE), "what nobody deleted stays");
  }

  @Test
  void familiesAreFoundByTheStatusOfTheirRevisions() {
    Picture picture = registered(registered(INACTIVE, "web-2"), "api");
    assertEquals(List.of("api", "web-2"), Families.active(picture, "", "").toList());
    assertEquals(List.of("web-2"), Families.active(picture, "", "api").toList());
    assertEquals(List.of("web-2"), Families.active(picture, "web", "").toList());
    assertEquals(List.of("web"), Families.inactive(picture, "", "").toList());
    assertEquals(List.of("api", "web", "web-2"), Families.all(picture, "", "").toList());
    Picture gone = picture.apply(new Change.Delete(Definition.key(arn("web"))));
    assertEquals(List.of("api", "web-2"), Families.all(gone, "", "").toList());
    assertEquals(
        2,
        accepted(RegisterDefinition.decide(gone, CELL, web().build(), USER, NOON))
            .reply()
            .arn()
            .revision(),
        "but its numbers go on");
  }

  @Test
  void theNewestActiveRevisionIsFoundThoughNewerOnesAreNot() {
    Picture two = registered(ACTIVE, "web");
    Picture one =
        after(
            two,
            DeregisterDefinition.decide(
                two, CELL, new TaskDefinitionArn.Reference("web", 2), NOON));
    assertEquals(Optional.of(arn("web")), newest(one));
    assertEquals(Optional.empty(), newest(INACTIVE));
    assertEquals(Optional.empty(), newest(registered(Picture.EMPTY, "web-2")));
  }

  private static Optional<TaskDefinitionArn> newest(Picture picture) {
    return Definition.find(picture, CELL, new TaskDefinitionArn.Reference("web", null))
        .map(Definition::arn);
  }

  private static int forget(Picture picture) {
    return accepted(ForgetDefinitions.decide(picture, d -> Occupants.use(picture, d))).reply();
  }

  private static argosy.domain.state.Outcome<DeleteDefinitions.Deleted> delete(
      Picture picture, String... references) {
    return DeleteDefinitions.decide(picture, CELL, List.of(references), NOON);
  }

  private static Picture registered(Picture picture, String family) {
    return after(
        picture,
        RegisterDefinition.decide(picture, CELL, web().family(family).build(), USER, NOON));
  }

  private static Picture deregistered(Picture picture, String family) {
    return after(
        picture,
        DeregisterDefinition.decide(
            picture, CELL, new TaskDefinitionArn.Reference(family, 1), NOON));
  }

  private static TaskDefinitionArn arn(String family) {
    return new TaskDefinitionArn(CELL, family, 1);
  }
}
