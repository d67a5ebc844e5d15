package argosy.telemetry.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.CellId;
import argosy.telemetry.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is true of logs wherever they are kept.
abstract class LogStoreContract {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final CellId OTHER = new CellId("123456789012", "eu-west-1");
  private static final Range ALL = Range.of(null, null, 0);

  Instant now = Instant.parse("2026-08-01T12:00:00Z");
  LogStore logs;

  /// Opens an empty store, by the clock of [#now].
  abstract LogStore open();

  @BeforeEach
  void start() {
    logs = open();
  }

  @AfterEach
  void stop() {
    logs.close();
  }

  LogGroup group(String name) {
    if (logs.groups().find(CELL, name).isEmpty()) {
      assertTrue(logs.groups().create(CELL, name, Map.of(), logs.now()));
    }
    return logs.groups().find(CELL, name).orElseThrow();
  }

  LogStream stream(LogGroup group, String name) {
    assertTrue(logs.streams().create(group, name, logs.now()));
    return logs.streams().find(group, name).orElseThrow();
  }

  void put(LogStream stream, long at, String... messages) {
    List<LogEvent.Fresh> events = new ArrayList<>();
    for (String message : messages) {
      events.add(new LogEvent.Fresh(at, message));
    }
    assertTrue(logs.events().put(stream, events, logs.now()));
  }

  static List<String> messages(List<LogEvent> events) {
    return events.stream().map(LogEvent::message).toList();
  }

  List<String> all(LogStream stream) {
    return messages(logs.events().read(stream, ALL, true, 10_000));
  }

  private List<String> names(LogGroups.Wanted wanted) {
    return logs.groups().list(CELL, wanted).stream().map(LogGroup::name).toList();
  }

  @Test
  void groupsAreListedByNamePrefixAndPart() {
    for (String name : List.of("b", "/aws/a", "/aws/B_c", "B", "a%d")) {
      group(name);
    }
    assertFalse(logs.groups().create(CELL, "b", Map.of(), 0), "it is there");
    assertTrue(logs.groups().create(OTHER, "b", Map.of(), 0), "each cell has its own");
    assertEquals(
        List.of("/aws/B_c", "/aws/a", "B", "a%d", "b"),
        names(new LogGroups.Wanted("", "", "", 10)));
    assertEquals(List.of("B", "a%d"), names(new LogGroups.Wanted("", "", "/aws/a", 2)));
    assertEquals(List.of("/aws/a"), names(new LogGroups.Wanted("/aws/", "", "/aws/B_c", 9)));
    assertEquals(List.of("/aws/B_c", "B", "b"), names(new LogGroups.Wanted("", "B", "", 9)));
    assertEquals(List.of("/aws/B_c"), names(new LogGroups.Wanted("", "_", "", 9)));
    assertEquals(List.of("a%d"), names(new LogGroups.Wanted("", "%", "", 9)));
  }

  @Test
  void aGroupKnowsItsRetentionAndItsTags() {
    LogGroup group = group("g");
    assertNull(group.retentionDays());
    assertEquals(0, group.oldest(logs.now()));
    logs.groups().retain(group, 3);
    assertEquals(3, group("g").retentionDays());
    logs.groups().retain(group, null);
    assertNull(group("g").retentionDays());
    assertTrue(logs.groups().tag(group, Map.of("a", "1", "b", "2")));
    assertTrue(logs.groups().tag(group, Map.of("b", "3")));
    logs.groups().untag(group, List.of("a", "none"));
    assertEquals(Map.of("b", "3"), logs.groups().tags(group));
    Map<String, String> many = new java.util.HashMap<>();
    IntStream.range(0, LogGroups.TAGS_MAX).forEach(i -> many.put("t" + i, ""));
    assertFalse(logs.groups().tag(group, many));
    assertEquals(Map.of("b", "3"), logs.groups().tags(group));
  }

  @Test
  void streamsAreListedByNameAndByLastEvent() {
    LogGroup group = group("g");
    put(stream(group, "a"), 30, "x");
    put(stream(group, "b"), 10, "x");
    stream(group, "ab");
    put(stream(group, "c"), 30, "x");
    assertFalse(logs.streams().create(group, "a", 0), "it is there");
    assertEquals(List.of("a", "ab", "b", "c"), named("", false, null));
    assertEquals(List.of("c", "b", "ab", "a"), named("", true, null));
    assertEquals(List.of("a", "ab"), named("a", false, null));
    assertEquals(List.of("ab", "a"), named("a", true, null));
    assertEquals(List.of("b", "c"), named("", false, "ab"));
    assertEquals(List.of("a"), named("", true, "ab"));
    assertEquals(List.of("ab", "b", "a", "c"), latest(false, null));
    assertEquals(List.of("c", "a", "b", "ab"), latest(true, null));
    assertEquals(List.of("b", "ab"), latest(true, new LogStreams.Place(30, "a")));
    assertEquals(List.of("a", "c"), latest(false, new LogStreams.Place(10, "b")));
  }

  private List<String> named(String prefix, boolean descending, @Nullable String after) {
    var wanted = new LogStreams.Named(prefix, descending, after, 10);
    return logs.streams().list(group("g"), wanted).stream().map(LogStream::name).toList();
  }

  private List<String> latest(boolean descending, LogStreams.@Nullable Place after) {
    var wanted = new LogStreams.Latest(descending, after, 10);
    return logs.streams().list(group("g"), wanted).stream().map(LogStream::name).toList();
  }

  @Test
  void aStreamKnowsItsTimesAndAGroupItsBytes() {
    LogGroup group = group("g");
    LogStream stream = stream(group, "s");
    assertNull(stream.lastEvent());
    put(stream, 20, "ä");
    put(stream, 10, "xyz");
    LogStream after = logs.streams().find(group, "s").orElseThrow();
    assertEquals(List.of(10L, 20L), List.of(after.firstEvent(), after.lastEvent()));
    assertEquals(logs.now(), after.ingested());
    assertEquals(2 + 3 + 2 * LogEvent.OVERHEAD_BYTES, group("g").bytes());
  }

  @Test
  void eventsAreReadFromEitherEnd() {
    LogGroup group = group("g");
    LogStream stream = stream(group, "s");
    put(stream, 20, "c", "d");
    put(stream, 10, "a", "b");
    put(stream, 30, "e\u0000ä😀");
    put(stream(group, "other"), 20, "no");
    assertEquals(List.of("a", "b", "c", "d", "e\u0000ä😀"), all(stream));
    assertEquals(List.of("a", "b"), messages(logs.events().read(stream, ALL, true, 2)));
    assertEquals(List.of("d", "e\u0000ä😀"), messages(logs.events().read(stream, ALL, false, 2)));
    assertEquals(
        List.of("c", "d"), messages(logs.events().read(stream, Range.of(20L, 30L, 0), true, 9)));
    Position a = logs.events().read(stream, ALL, true, 1).getFirst().position();
    assertEquals(List.of("b", "c"), messages(logs.events().read(stream, ALL.after(a), true, 2)));
    assertEquals(List.of(), messages(logs.events().read(stream, ALL.before(a), false, 2)));
    assertEquals(
        List.of("a"), messages(logs.events().read(stream, ALL.before(a.next()), false, 2)));
  }

  @Test
  void anAnswerHasAMebibyteAtMost() {
    LogStream stream = stream(group("g"), "s");
    String big = "x".repeat(400_000);
    put(stream, 1, big, big);
    put(stream, 2, big, "last");
    assertEquals(2, logs.events().read(stream, ALL, true, 10).size());
    assertEquals(3, logs.events().read(stream, ALL, false, 10).size());
    LogEvents.Found found = logs.events().search(group("g"), ALL, _ -> true, 10);
    assertEquals(2, found.events().size());
    assertEquals(found.events().getLast().position(), found.next());
    String whole = "y".repeat(1 << 20);
    put(stream, 3, whole);
    assertEquals(
        List.of(whole), messages(logs.events().read(stream, Range.of(3L, null, 0), true, 10)));
  }

  @Test
  void searchesFindWhatAScanFinds() {
    Seeds.forAll(
        10,
        random -> {
          LogGroup group = group("g" + random.nextLong());
          List<LogStream> streams = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            streams.add(stream(group, "s" + i));
          }
          for (int i = 0; i < 60; i++) {
            put(streams.get(random.nextInt(4)), random.nextInt(20), "m" + random.nextInt(3));
          }
          List<LogEvent> scanned =
              streams.stream()
                  .flatMap(it -> logs.events().read(it, ALL, true, 100).stream())
                  .sorted(Comparator.comparing(LogEvent::position))
                  .toList();
          assertEquals(60, scanned.size());
          long from = random.nextInt(20);
          int page = random.nextInt(1, 9);
          List<LogEvent> wanted =
              scanned.stream()
                  .filter(it -> it.position().at() >= from && it.message().equals("m1"))
                  .toList();
          assertEquals(wanted, pages(group, List.of(), from, page));
          assertEquals(wanted, pages(group, streams, from, page));
          assertEquals(
              wanted.stream().filter(it -> it.stream().compareTo("s2") < 0).toList(),
              pages(group, streams.subList(0, 2), from, page));
        });
  }

  /// All pages of a search for `m1`.
  private List<LogEvent> pages(LogGroup group, List<LogStream> streams, long from, int page) {
    List<LogEvent> all = new ArrayList<>();
    Range range = Range.of(from, null, 0);
    while (true) {
      LogEvents.Found found =
          streams.isEmpty()
              ? logs.events().search(group, range, it -> it.message().equals("m1"), page)
              : logs.events().search(streams, range, it -> it.message().equals("m1"), page);
      assertTrue(found.events().size() <= page);
      all.addAll(found.events());
      Position next = found.next();
      if (next == null) {
        return all;
      }
      range = range.after(next);
    }
  }

  @Test
  void whatIsDeletedIsNotFoundAndGoesWithTheNextSweep() {
    LogGroup group = group("g");
    LogStream one = stream(group, "one");
    LogStream two = stream(group, "two");
    put(one, 1, "a", "b");
    put(two, 2, "c");
    logs.streams().delete(one);
    assertEquals(List.of("c"), messages(logs.events().search(group, ALL, _ -> true, 10).events()));
    assertFalse(logs.events().put(one, List.of(new LogEvent.Fresh(3, "d")), 3));
    LogStream again = stream(group, "one");
    assertEquals(List.of(), all(again), "a new one begins empty");
    assertEquals(2, logs.sweep());
    assertEquals(0, logs.sweep());
    assertEquals(List.of("c"), all(two));
    logs.groups().delete(group);
    assertTrue(logs.groups().find(CELL, "g").isEmpty());
    assertFalse(logs.streams().create(group, "late", 0));
    assertEquals(List.of(), logs.groups().list(CELL, new LogGroups.Wanted("", "", "", 10)));
    assertEquals(1, logs.sweep());
    assertEquals(0, group("g").bytes());
  }

  @Test
  void whatIsOverIsForgotten() {
    LogGroup kept = group("kept");
    LogGroup brief = group("brief");
    logs.groups().retain(brief, 1);
    long start = logs.now();
    long day = Duration.ofDays(1).toMillis();
    put(stream(kept, "s"), start, "for ever");
    LogStream stream = stream(brief, "s");
    put(stream, start, "first", "second");
    put(stream, start + day, "third");
    now = now.plus(Duration.ofDays(1));
    assertEquals(0, logs.sweep(), "a day isn't over yet");
    now = now.plusMillis(1);
    assertEquals(2, logs.sweep());
    assertEquals(List.of("third"), all(stream));
    assertEquals(List.of("for ever"), all(logs.streams().find(kept, "s").orElseThrow()));
    LogStream after = logs.streams().find(brief, "s").orElseThrow();
    assertEquals(start + day, after.firstEvent());
    assertEquals(5 + LogEvent.OVERHEAD_BYTES, group("brief").bytes());
    now = now.plus(Duration.ofDays(9));
    assertEquals(1, logs.sweep());
    assertNull(logs.streams().find(brief, "s").orElseThrow().firstEvent());
    assertEquals(0, group("brief").bytes());
  }
}
