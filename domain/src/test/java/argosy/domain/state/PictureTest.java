package argosy.domain.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final Index<Ball> BY_COLOUR =
      new Index<>("ball-by-colour", ball -> Optional.ofNullable(ball.colour()));
  private static final Kind<Ball> BALL = new Kind<>("ball", Ball.class, List.of(BY_COLOUR));
  private static final Kind<Box> BOX = new Kind<>("box", Box.class, List.of());

  private record Ball(String id, @Nullable String colour, int size) implements Entity {
    @Override
    public Key<Ball> key() {
      return BALL.key(id);
    }
  }

  private record Box(String id) implements Entity {
    @Override
    public Key<Box> key() {
      return BOX.key(id);
    }
  }

  @Test
  void whatIsPutIsFoundUntilItIsDeleted() {
    var ball = new Ball("a", "red", 1);
    Picture with = put(Picture.EMPTY, ball);
    assertEquals(Optional.of(ball), with.find(BALL.key("a")));
    assertEquals(Optional.empty(), with.apply(new Change.Delete(ball.key())).find(BALL.key("a")));
  }

  @Test
  void theNewestPutOfAKeyCounts() {
    Picture picture = put(Picture.EMPTY, new Ball("a", "red", 1), new Ball("a", "red", 2));
    assertEquals(List.of(new Ball("a", "red", 2)), List.copyOf(picture.all(BALL)));
    assertEquals(1, picture.count(BALL));
  }

  @Test
  void madeAtOnceItIsAsMadeOneByOne() {
    Seeds.forAll(
        50,
        random -> {
          var entities = new ArrayList<Entity>(List.of(new Box("a")));
          for (int n = 0; n < random.nextInt(1, 300); n++) {
            String colour = random.nextBoolean() ? "c" + random.nextInt(9) : null;
            entities.add(new Ball("id" + random.nextInt() + n, colour, n));
          }
          Picture atOnce = Picture.of(entities.stream().map(Stored::of).toList());
          Picture oneByOne = put(Picture.EMPTY, entities.toArray(Entity[]::new));
          assertSame(oneByOne, atOnce);
          Change next = new Change.Put(new Ball(((Ball) entities.getLast()).id(), "c1", -1));
          assertSame(oneByOne.apply(next), atOnce.apply(next));
        });
  }

  @Test
  void whatIsStoredIsReadWhenItIsAskedForAndOnce() {
    List<String> read = new ArrayList<>();
    Picture picture =
        Picture.of(
            Stream.of("a", "b", "c")
                .map(id -> {
                  var ball = new Ball(id, "red", 1);
                  return new Stored(
                      ball.key(),
                      BALL.values(ball),
                      () -> {
                        read.add(id);
                        return ball;
                      });
                })
                .toList());
    assertEquals(3, picture.count(BALL));
    assertEquals(3, picture.by(BY_COLOUR, "red").size());
    assertEquals(List.of(), read);
    assertEquals(Optional.of(new Ball("b", "red", 1)), picture.find(BALL.key("b")));
    assertEquals(new Ball("a", "red", 1), picture.by(BY_COLOUR, "red").iterator().next());
    assertEquals(3, List.copyOf(picture.all(BALL)).size());
    assertEquals(List.of("b", "a", "c"), read);
  }

  private static void assertSame(Picture expected, Picture actual) {
    assertEquals(List.copyOf(expected.all(BALL)), List.copyOf(actual.all(BALL)));
    assertEquals(List.copyOf(expected.all(BOX)), List.copyOf(actual.all(BOX)));
    assertEquals(
        List.copyOf(expected.by(BY_COLOUR, "c", "")), List.copyOf(actual.by(BY_COLOUR, "c", "")));
  }

  @Test
  void kindsDontMix() {
    Picture picture = put(Picture.EMPTY, new Ball("a", "red", 1), new Box("a"));
    assertEquals(List.of(new Box("a")), List.copyOf(picture.all(BOX)));
    assertEquals(1, picture.apply(new Change.Delete(BOX.key("a"))).count(BALL));
  }

  @Test
  void anIndexFollowsItsEntities() {
    var red = new Ball("a", "red", 1);
    Picture picture = put(Picture.EMPTY, red, new Ball("b", null, 1));
    assertEquals(List.of(red), List.copyOf(picture.by(BY_COLOUR, "red")));
    assertEquals(List.of(), List.copyOf(picture.by(BY_COLOUR, "")));

    var blue = new Ball("a", "blue", 1);
    Picture painted = put(picture, blue);
    assertEquals(List.of(), List.copyOf(painted.by(BY_COLOUR, "red")));
    assertEquals(List.of(blue), List.copyOf(painted.by(BY_COLOUR, "blue")));

    Picture gone = painted.apply(new Change.Delete(blue.key()));
    assertEquals(List.of(), List.copyOf(gone.by(BY_COLOUR, "blue")));
  }

  @Test
  void anIndexIsReadInRangesOfItsValues() {
    var ruby = new Ball("c", "red ruby", 1);
    var plain = new Ball("b", "red", 1);
    var other = new Ball("a", "red", 1);
    var blue = new Ball("d", "blue", 1);
    Picture picture = put(Picture.EMPTY, ruby, plain, other, blue);
    assertEquals(List.of(other, plain, ruby), List.copyOf(picture.by(BY_COLOUR, "red", "")));
    assertEquals(List.of(ruby), List.copyOf(picture.by(BY_COLOUR, "red ", "")));
    assertEquals(List.of(), List.copyOf(picture.by(BY_COLOUR, "green", "")));

    String at = Picture.position("red", other);
    assertEquals(List.of(plain, ruby), List.copyOf(picture.by(BY_COLOUR, "red", at)));
    assertEquals(List.of(plain), List.copyOf(picture.by(BY_COLOUR, "red" + Picture.BETWEEN, at)));
    assertEquals(List.of(ruby), List.copyOf(picture.by(BY_COLOUR, "red", Picture.behind("red"))));
    assertEquals(List.of(), List.copyOf(picture.by(BY_COLOUR, "red", "s")));

    assertEquals(
        List.of(ruby, plain, other), List.copyOf(picture.lastFirstBy(BY_COLOUR, "red", "")));
    assertEquals(
        List.of(other),
        List.copyOf(picture.lastFirstBy(BY_COLOUR, "red", Picture.position("red", plain))));
    assertEquals(List.of(), List.copyOf(picture.lastFirstBy(BY_COLOUR, "red", "a")));
  }

  @Test
  void anIndexHoldsTheNewestOfAnEntityWhoseValueStays() {
    Picture picture = put(Picture.EMPTY, new Ball("a", "red", 1), new Ball("a", "red", 2));
    assertEquals(List.of(new Ball("a", "red", 2)), List.copyOf(picture.by(BY_COLOUR, "red")));
  }

  @Test
  void deletingWhatIsNotThereChangesNothing() {
    Picture picture = put(Picture.EMPTY, new Ball("a", "red", 1));
    assertEquals(1, picture.apply(new Change.Delete(BALL.key("b"))).count(BALL));
  }

  @Test
  void anOldPictureStaysAsItWas() {
    Picture old = put(Picture.EMPTY, new Ball("a", "red", 1));
    Picture unused = put(old, new Ball("a", "blue", 2), new Ball("b", "red", 1));
    assertEquals(2, unused.count(BALL));
    assertEquals(List.of(new Ball("a", "red", 1)), List.copyOf(old.all(BALL)));
    assertEquals(List.of(new Ball("a", "red", 1)), List.copyOf(old.by(BY_COLOUR, "red")));
  }

  @Test
  void aListingGoesOnAfterAnIdThatIsGone() {
    Picture picture = put(Picture.EMPTY, ball("x/1"), ball("x/3"), ball("y/1"));
    assertEquals(List.of("x/3"), ids(picture.startingWith(BALL, "x/", "x/2")));
    assertEquals(List.of("x/1"), ids(picture.lastFirst(BALL, "x/", "x/2")));
  }

  @Test
  void aListingAfterAnIdOfAnotherListingStaysInItsOwn() {
    Picture picture = put(Picture.EMPTY, ball("x/1"), ball("x/3"), ball("y/1"), ball("z/1"));
    assertEquals(List.of(), ids(picture.startingWith(BALL, "x/", "y/9")));
    assertEquals(List.of("x/1", "x/3"), ids(picture.startingWith(BALL, "x/", "a/9")));
    assertEquals(List.of("x/3", "x/1"), ids(picture.lastFirst(BALL, "x/", "y/9")));
    assertEquals(List.of(), ids(picture.lastFirst(BALL, "x/", "a/9")));
  }

  /// Safety: whatever happens, a picture answers as a plain sorted map would.
  @Test
  void aPictureAnswersAsASortedMapDoes() {
    Seeds.forAll(200, PictureTest::compare);
  }

  private record Then(Picture picture, NavigableMap<String, Ball> model) {}

  private static void compare(RandomGenerator random) {
    NavigableMap<String, Ball> model = new TreeMap<>();
    Picture picture = Picture.EMPTY;
    var old = new ArrayList<Then>();
    for (int step = 0; step < 60; step++) {
      String id = id(random);
      if (random.nextInt(3) == 0) {
        model.remove(id);
        picture = picture.apply(new Change.Delete(BALL.key(id)));
      } else {
        var ball = new Ball(id, colour(random), random.nextInt(3));
        model.put(id, ball);
        picture = picture.apply(new Change.Put(ball));
      }
      if (random.nextInt(10) == 0) {
        old.add(new Then(picture, new TreeMap<>(model)));
      }
    }
    old.add(new Then(picture, model));
    old.forEach(then -> check(then.picture, then.model, random));
  }

  private static void check(
      Picture picture, NavigableMap<String, Ball> model, RandomGenerator random) {
    assertEquals(List.copyOf(model.values()), List.copyOf(picture.all(BALL)));
    assertEquals(model.size(), picture.count(BALL));
    for (int look = 0; look < 20; look++) {
      String id = id(random);
      String prefix = id.substring(0, random.nextInt(id.length() + 1));
      String after = random.nextInt(4) == 0 ? "" : id(random);
      List<Ball> forward = model.values().stream().filter(b -> b.id.startsWith(prefix)).toList();
      List<Ball> back = forward.reversed();
      assertEquals(Optional.ofNullable(model.get(id)), picture.find(BALL.key(id)));
      assertEquals(forward, List.copyOf(picture.startingWith(BALL, prefix)));
      assertEquals(back, List.copyOf(picture.lastFirst(BALL, prefix)));
      assertEquals(
          forward.stream().filter(b -> b.id.compareTo(after) > 0).toList(),
          List.copyOf(picture.startingWith(BALL, prefix, after)),
          () -> "from '" + prefix + "' after '" + after + "'");
      assertEquals(
          back.stream().filter(b -> after.isEmpty() || b.id.compareTo(after) < 0).toList(),
          List.copyOf(picture.lastFirst(BALL, prefix, after)),
          () -> "back from '" + prefix + "' after '" + after + "'");
    }
    for (String colour : List.of("red", "re", "blue")) {
      assertEquals(
          model.values().stream().filter(b -> colour.equals(b.colour)).toList(),
          List.copyOf(picture.by(BY_COLOUR, colour)));
    }
  }

  private static String id(RandomGenerator random) {
    var text = new StringBuilder();
    int length = 1 + random.nextInt(4);
    for (int at = 0; at < length; at++) {
      text.append("ab/-".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  private static @Nullable String colour(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> "re";
      case 2 -> "red";
      default -> "blue";
    };
  }

  private static Ball ball(String id) {
    return new Ball(id, null, 0);
  }

  private static List<String> ids(Collection<Ball> balls) {
    return balls.stream().map(Ball::id).toList();
  }

  private static Picture put(Picture picture, Entity... entities) {
    var changes = new ArrayList<Change>();
    for (Entity entity : entities) {
      changes.add(new Change.Put(entity));
    }
    return picture.apply(changes);
  }
}
