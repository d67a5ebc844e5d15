package argosy.domain.taskdef;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class RegisterDefinitionTest {

  @Test
  void theFirstRevisionOfAFamilyIsOne() {
    var tag = Tag.builder().key("a").value("b").build();
    var outcome = accepted(register(Picture.EMPTY, web().tags(tag)));
    Definition made = outcome.reply();
    assertEquals(new TaskDefinitionArn(CELL, "web", 1), made.arn());
    assertEquals(
        List.of(new Change.Put(new Family("web", 1)), new Change.Put(made)), outcome.changes());
    assertEquals(made.arn().toString(), made.spec().taskDefinitionArn());
    assertEquals(1, made.spec().revision());
    assertEquals(TaskDefinitionStatus.ACTIVE, made.spec().status());
    assertEquals(NOON, made.spec().registeredAt());
    assertEquals(USER, made.spec().registeredBy());
    assertEquals(List.of(tag), made.tags());
  }

  @Test
  void eachRegistrationIsTheNextRevisionThoughNothingChanged() {
    Picture picture = registered(registered(Picture.EMPTY));
    assertEquals(
        List.of(1, 2),
        Definition.of(picture, "web").stream().map(d -> d.arn().revision()).toList());
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    Picture picture = registered(Picture.EMPTY);
    Picture forgotten = picture.apply(new Change.Delete(Definition.key(arn(1))));
    assertEquals(arn(2), accepted(register(forgotten, web())).reply().arn());
  }

  @Test
  void theNewestActiveRevisionIsMeantWhereNoneIsNamed() {
    Picture picture = Picture.EMPTY;
    for (int at = 0; at < 11; at++) {
      picture = registered(picture);
    }
    assertEquals(Optional.of(arn(11)), find(picture, null), "as numbers, not as text");
    Picture then = after(picture, deregister(picture, 11));
    assertEquals(Optional.of(arn(10)), find(then, null));
    assertEquals(Optional.of(arn(11)), find(then, 11), "by its number it stays visible");
    assertEquals(Optional.empty(), find(then, 12));
  }

  @Test
  void familiesThatShareAPrefixDontMix() {
    Picture picture = registered(Picture.EMPTY);
    picture = after(picture, register(picture, web().family("web-2")));
    assertEquals(1, Definition.of(picture, "web").size());
  }

  @Test
  void deregisteringMakesInactiveOnce() {
    Picture picture = registered(Picture.EMPTY);
    var outcome = accepted(deregister(picture, 1));
    assertEquals(TaskDefinitionStatus.INACTIVE, outcome.reply().spec().status());
    assertEquals(NOON, outcome.reply().spec().deregisteredAt());
    assertEquals(List.of(new Change.Put(outcome.reply())), outcome.changes());
    var again = accepted(deregister(picture.apply(outcome.changes()), 1));
    assertEquals(List.of(), again.changes());
    assertEquals(outcome.reply(), again.reply());
  }

  @Test
  void deregisteringNeedsARevisionThatIsThere() {
    Picture picture = registered(Picture.EMPTY);
    assertEquals(
        new EcsError.Client("Invalid revision number. Number: null. Name the revision: web:1"),
        refused(deregister(picture, null)));
    assertEquals(
        new EcsError.Client(
            "The specified task definition does not exist. Specify a valid account, family,"
                + " revision and try again."),
        refused(deregister(picture, 2)));
  }

  @Test
  void compatibilitiesSayWhereItCanRun() {
    assertEquals(List.of(Compatibility.EXTERNAL, Compatibility.EC2), compatibilities(web()));
    assertEquals(List.of(Compatibility.EC2), compatibilities(web().networkMode("awsvpc")));
    assertEquals(
        List.of(Compatibility.EC2, Compatibility.FARGATE),
        compatibilities(web().networkMode("awsvpc").cpu("256").memory("512")));
    assertEquals(
        List.of(Compatibility.EXTERNAL, Compatibility.EC2),
        compatibilities(web().networkMode("host").cpu("256").memory("512")));
  }

  @Test
  void whatIsWrongIsRefusedAndRegistersNothing() {
    assertEquals(
        new EcsError.Client("Container list cannot be empty."),
        refused(register(Picture.EMPTY, web().containerDefinitions(List.of()))));
  }

  private static List<Compatibility> compatibilities(
      RegisterTaskDefinitionRequest.Builder request) {
    return accepted(register(Picture.EMPTY, request)).reply().spec().compatibilities();
  }

  private static Optional<TaskDefinitionArn> find(
      Picture picture, @org.jspecify.annotations.Nullable Integer revision) {
    return Definition.find(picture, CELL, new TaskDefinitionArn.Reference("web", revision))
        .map(Definition::arn);
  }

  private static Outcome<Definition> deregister(
      Picture picture, @org.jspecify.annotations.Nullable Integer revision) {
    return DeregisterDefinition.decide(
        picture, CELL, new TaskDefinitionArn.Reference("web", revision), NOON);
  }

  private static Picture registered(Picture picture) {
    return after(picture, register(picture, web()));
  }

  private static Outcome<Definition> register(
      Picture picture, RegisterTaskDefinitionRequest.Builder request) {
    return RegisterDefinition.decide(picture, CELL, request.build(), USER, NOON);
  }

  private static TaskDefinitionArn arn(int revision) {
    return new TaskDefinitionArn(CELL, "web", revision);
  }
}
