package argosy.domain.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Tag;

class TagsTest {

  @Test
  void whatAwsAllowsIsAllowed() {
    for (Tag tag :
        List.of(
            tag("a", null),
            tag("a", ""),
            tag("ключ 1", "_.:/=+-@"),
            tag("k".repeat(128), "v".repeat(256)))) {
      assertEquals(Optional.empty(), Tags.complaint(List.of(tag)));
    }
    assertEquals(Optional.empty(), Tags.complaint(many(50)));
  }

  @Test
  void whatAwsRefusesIsRefused() {
    refuses("has 1 to 128 characters", List.of(tag("", "a")));
    refuses("has 1 to 128 characters", List.of(tag(null, "a")));
    refuses("has 1 to 128 characters", List.of(tag("k".repeat(129), "a")));
    refuses("at most 256 characters", List.of(tag("a", "v".repeat(257))));
    refuses("aws: prefixed tag key names are not allowed", List.of(tag("AWS:a", "b")));
    refuses("invalid characters", List.of(tag("a*", "b")));
    refuses("invalid characters", List.of(tag("a", "b\n")));
    refuses("Duplicate tag key 'a'", List.of(tag("a", "1"), tag("a", "2")));
    refuses("at most 50 tags, not 51", many(51));
  }

  @Test
  void addedTagsReplaceThoseOfTheSameKey() {
    List<Tag> before = List.of(tag("a", "1"), tag("b", "2"));
    assertEquals(
        List.of(tag("a", "9"), tag("b", "2"), tag("c", "3")),
        Tags.added(before, List.of(tag("c", "3"), tag("a", "9"))));
    assertEquals(List.of(tag("b", "2")), Tags.without(before, Set.of("a", "x")));
  }

  @Test
  void theSumCounts() {
    assertEquals(Optional.empty(), Tags.complaint(many(50), List.of(tag("k0", "new"))));
    assertTrue(
        Tags.complaint(many(50), List.of(tag("a", "b")))
            .orElseThrow()
            .message()
            .contains("would have 51"));
  }

  private static void refuses(String part, List<Tag> tags) {
    var error = Tags.complaint(tags).orElseThrow();
    assertEquals("InvalidParameterException", error.code());
    assertTrue(error.message().contains(part), error.message());
  }

  private static List<Tag> many(int count) {
    return IntStream.range(0, count).mapToObj(at -> tag("k" + at, "v")).toList();
  }

  private static Tag tag(@Nullable String key, @Nullable String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
