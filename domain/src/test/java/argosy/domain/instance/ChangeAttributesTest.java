package argosy.domain.instance;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import argosy.domain.state.Picture;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;

class ChangeAttributesTest {
  private static final Picture PICTURE =
      picture(
          anInstance().attribute("ecs.os-type", "linux").attribute("disk", "hdd").build(),
          anInstance().id("i2").build());

  @Test
  void attributesArePutAndReplaced() {
    var outcome =
        accepted(
            put(
                said("disk", "ssd", "i1"),
                said("rack", null, instance("i1").toString()),
                said("rack", "r 2", "i2")));
    assertEquals(2, outcome.changes().size(), "one for each instance");
    assertEquals(
        List.of(instance("i1"), instance("i1"), instance("i2")).toString(),
        outcome.reply().stream().map(Attribute::targetId).toList().toString());
    Picture after = PICTURE.apply(outcome.changes());
    assertEquals(
        List.of(held("ecs.os-type", "linux"), held("disk", "ssd"), held("rack", null)),
        after.find(Instance.key(instance("i1"))).orElseThrow().attributes());
  }

  @Test
  void attributesAreDeletedByName() {
    var outcome = accepted(delete(said("disk", null, "i1"), said("ghost", null, "i1")));
    assertEquals(
        List.of(held("ecs.os-type", "linux")),
        PICTURE
            .apply(outcome.changes())
            .find(Instance.key(instance("i1")))
            .orElseThrow()
            .attributes());
    assertEquals(List.of(), accepted(delete(said("ghost", null, "i1"))).changes());
  }

  @Test
  void oddAttributesAreRefused() {
    for (Attribute odd :
        List.of(
            said(null, "a", "i1"),
            said("", "a", "i1"),
            said("a b", "a", "i1"),
            said("a".repeat(129), "a", "i1"),
            said("a", "", "i1"),
            said("a", " b", "i1"),
            said("a", "*", "i1"),
            said("a", "b".repeat(129), "i1"),
            said("a", "b", null),
            said("a", "b", "i1").toBuilder().targetType("cluster").build(),
            Attribute.builder().name("a").targetId("i1").build(),
            said("ecs.os-type", "windows", "i1"))) {
      assertEquals("InvalidParameterException", refused(put(odd)).code(), odd.toString());
    }
    accepted(put(said("A-b_c./\\9", "a b:c@d/e\\f.g", "i1")));
    assertEquals("InvalidParameterException", refused(put()).code());
    assertEquals(
        "attributes needs 1 to 10 entries, not 11.",
        refused(put(Collections.nCopies(11, said("a", "b", "i1")).toArray(Attribute[]::new)))
            .message());
  }

  @Test
  void whatIsNotThereIsNoTarget() {
    assertEquals(
        new EcsError.TargetNotFound("Could not find target with Id: ghost"),
        refused(put(said("a", "b", "ghost"))));
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(ChangeAttributes.put(Picture.EMPTY, CLUSTER, List.of(said("a", "b", "i1")))));
  }

  @Test
  void anInstanceHasTenOfItsUsers() {
    Attribute[] nine =
        IntStream.range(0, 9).mapToObj(at -> said("a" + at, "b", "i1")).toArray(Attribute[]::new);
    Picture full = PICTURE.apply(accepted(put(nine)).changes());
    accepted(ChangeAttributes.put(full, CLUSTER, List.of(said("disk", "b", "i1"))));
    assertEquals(
        "AttributeLimitExceededException",
        refused(ChangeAttributes.put(full, CLUSTER, List.of(said("more", "b", "i1")))).code());
  }

  private static argosy.domain.state.Outcome<List<Attribute>> put(Attribute... said) {
    return ChangeAttributes.put(PICTURE, CLUSTER, List.of(said));
  }

  private static argosy.domain.state.Outcome<List<Attribute>> delete(Attribute... said) {
    return ChangeAttributes.delete(PICTURE, CLUSTER, List.of(said));
  }

  private static Attribute held(String name, @Nullable String value) {
    return Attribute.builder().name(name).value(value).build();
  }

  private static Attribute said(
      @Nullable String name, @Nullable String value, @Nullable String target) {
    return Attribute.builder()
        .name(name)
        .value(value)
        .targetType("container-instance")
        .targetId(target)
        .build();
  }
}
