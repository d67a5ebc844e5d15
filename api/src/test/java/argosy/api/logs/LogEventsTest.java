package argosy.api.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.Caller;
import argosy.wire.WireError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

class LogEventsTest {
  private static final long NOW = ApiRig.NOON.toEpochMilli();
  private static final WireError NO_STREAM =
      WireError.client("ResourceNotFoundException", "The specified log stream does not exist.");

  private final ApiRig rig = new ApiRig();

  @BeforeEach
  void group() {
    rig.done(CreateLogGroupRequest.builder().logGroupName("g").build());
    stream("s");
  }

  private void stream(String name) {
    rig.done(CreateLogStreamRequest.builder().logGroupName("g").logStreamName(name).build());
  }

  private static PutLogEventsRequest batch(String stream, InputLogEvent... events) {
    return PutLogEventsRequest.builder()
        .logGroupName("g")
        .logStreamName(stream)
        .logEvents(events)
        .build();
  }

  private static InputLogEvent event(long after, String message) {
    return InputLogEvent.builder().timestamp(NOW + after).message(message).build();
  }

  private PutLogEventsResponse put(String stream, InputLogEvent... events) {
    return rig.reply(PutLogEventsResponse.class, batch(stream, events));
  }

  private GetLogEventsResponse get(Consumer<GetLogEventsRequest.Builder> wanted) {
    return rig.reply(
        GetLogEventsResponse.class,
        GetLogEventsRequest.builder()
            .logGroupName("g")
            .logStreamName("s")
            .applyMutation(wanted)
            .build());
  }

  private FilterLogEventsResponse filter(Consumer<FilterLogEventsRequest.Builder> wanted) {
    return rig.reply(
        FilterLogEventsResponse.class,
        FilterLogEventsRequest.builder().logGroupName("g").applyMutation(wanted).build());
  }

  private static List<String> got(GetLogEventsResponse page) {
    return page.events().stream().map(OutputLogEvent::message).toList();
  }

  private static List<String> found(FilterLogEventsResponse page) {
    return page.events().stream().map(FilteredLogEvent::message).toList();
  }

  @Test
  void aBatchIsKeptAndRead() {
    PutLogEventsResponse put = put("s", event(-1, "a"), event(0, "b"));
    assertNotNull(put.nextSequenceToken(), "older clients want one");
    assertNull(put.rejectedLogEventsInfo());
    assertEquals(
        List.of(
            OutputLogEvent.builder().timestamp(NOW - 1).message("a").ingestionTime(NOW).build(),
            OutputLogEvent.builder().timestamp(NOW).message("b").ingestionTime(NOW).build()),
        get(_ -> {}).events());
    assertEquals(NO_STREAM, rig.refused(batch("x", event(0, "a"))));
  }

  @Test
  void whatIsWrongWithABatchIsSaidAsAwsDoes() {
    assertEquals(
        ApiRig.invalid(
            "Log events in a single PutLogEvents request must be in chronological order."),
        rig.refused(batch("s", event(0, "a"), event(-1, "b"))));
    assertEquals(
        ApiRig.invalid(
            "1 validation error detected: Value '' at 'logEvents.2.member.message' failed to"
                + " satisfy constraint: Member must have length greater than or equal to 1"),
        rig.refused(batch("s", event(0, "a"), event(0, ""))));
    assertEquals(
        ApiRig.invalid(
            "1 validation error detected: Value null at 'logEvents.1.member.timestamp' failed to"
                + " satisfy constraint: Member must not be null"),
        rig.refused(batch("s", InputLogEvent.builder().message("a").build())));
    assertEquals(
        ApiRig.invalid(
            "1 validation error detected: Value null at 'logEvents' failed to satisfy constraint:"
                + " Member must not be null"),
        rig.refused(batch("s")));
    assertEquals(List.of(), got(get(_ -> {})));
  }

  @Test
  void eventsTooFarFromNowAreRejectedAndTheRestIsKept() {
    long day = Duration.ofDays(1).toMillis();
    var info =
        put("s", event(-day / 2, "old"), event(0, "kept"), event(day / 2, "new"))
            .rejectedLogEventsInfo();
    assertEquals(2, info.tooNewLogEventStartIndex());
    assertNull(info.tooOldLogEventEndIndex());
    info = put("s", event(-15 * day, "older")).rejectedLogEventsInfo();
    assertEquals(1, info.tooOldLogEventEndIndex());
    rig.done(PutRetentionPolicyRequest.builder().logGroupName("g").retentionInDays(1).build());
    info = put("s", event(-2 * day, "over")).rejectedLogEventsInfo();
    assertEquals(1, info.expiredLogEventEndIndex());
    assertNull(info.tooOldLogEventEndIndex());
    assertEquals(List.of("old", "kept"), got(get(_ -> {})));
    rig.pass(Duration.ofHours(13));
    assertEquals(List.of("kept"), got(get(_ -> {})), "what is over is seen no more");
    assertEquals(List.of("kept"), found(filter(_ -> {})));
    assertEquals(1, rig.logs.sweep());
  }

  @Test
  void tokensLeadForwardsToTheEndWhereTheyStay() {
    GetLogEventsResponse before = get(it -> it.startFromHead(true));
    assertEquals(List.of(), before.events());
    put("s", IntStream.range(0, 5).mapToObj(i -> event(i, "m" + i)).toArray(InputLogEvent[]::new));
    assertEquals(5, get(it -> it.nextToken(before.nextForwardToken())).events().size());
    List<String> all = new ArrayList<>();
    GetLogEventsResponse page = get(it -> it.startFromHead(true).limit(2));
    assertEquals(List.of(), got(after(page.nextBackwardToken())));
    while (!page.events().isEmpty()) {
      all.addAll(got(page));
      page = after(page.nextForwardToken());
    }
    assertEquals(List.of("m0", "m1", "m2", "m3", "m4"), all);
    String end = page.nextForwardToken();
    assertEquals(end, after(end).nextForwardToken(), "at the end the same token comes back");
    assertEquals(List.of("m3", "m4"), got(after(after(end).nextBackwardToken())));
    put("s", event(9, "m9"));
    assertEquals(List.of("m9"), got(after(end)), "and goes on when there is more");
  }

  @Test
  void tokensLeadBackwardsToTheBeginningWhereTheyStay() {
    put("s", IntStream.range(0, 5).mapToObj(i -> event(i, "m" + i)).toArray(InputLogEvent[]::new));
    GetLogEventsResponse page = get(it -> it.limit(2));
    assertEquals(List.of("m3", "m4"), got(page));
    assertEquals(List.of(), got(after(page.nextForwardToken())));
    page = after(page.nextBackwardToken());
    assertEquals(List.of("m1", "m2"), got(page));
    page = after(page.nextBackwardToken());
    assertEquals(List.of("m0"), got(page));
    String start = page.nextBackwardToken();
    assertEquals(start, after(start).nextBackwardToken());
    assertEquals(List.of("m0", "m1"), got(after(after(start).nextForwardToken())));
    for (String odd : List.of("x", "f/1/s", "f//s", "g/" + start.substring(2))) {
      assertEquals(
          ApiRig.invalid("The specified nextToken is invalid."),
          rig.refused(
              GetLogEventsRequest.builder()
                  .logGroupName("g")
                  .logStreamName("s")
                  .nextToken(odd)
                  .build()));
    }
  }

  private GetLogEventsResponse after(String token) {
    return get(it -> it.nextToken(token).limit(2));
  }

  @Test
  void aReadHasABeginningAndAnEnd() {
    put("s", event(0, "a"), event(1, "b"), event(2, "c"));
    assertEquals(List.of("b"), got(get(it -> it.startTime(NOW + 1).endTime(NOW + 2))));
    assertEquals(List.of("b", "c"), found(filter(it -> it.startTime(NOW + 1).endTime(NOW + 2))));
  }

  @Test
  void aSearchGoesThroughAllStreamsByTimeAndPage() {
    stream("t");
    stream("other");
    put("s", event(0, "ERROR a"), event(2, "ok"), event(3, "ERROR c"));
    put("t", event(1, "ERROR b"));
    put("other", event(1, "ERROR d"));
    assertEquals(List.of("ERROR a", "ERROR b", "ERROR d", "ok", "ERROR c"), found(filter(_ -> {})));
    FilterLogEventsResponse first = filter(it -> it.filterPattern("ERROR").limit(3));
    assertEquals(List.of("ERROR a", "ERROR b", "ERROR d"), found(first));
    assertEquals(List.of("s", "t", "other"), streams(first));
    FilterLogEventsResponse rest =
        filter(it -> it.filterPattern("ERROR").nextToken(first.nextToken()));
    assertEquals(List.of("ERROR c"), found(rest));
    assertNull(rest.nextToken());
    assertEquals(
        List.of("ERROR b", "ok", "ERROR c"),
        found(filter(it -> it.logStreamNames("s", "t", "s").startTime(NOW + 1))));
    assertEquals(List.of("ERROR d"), found(filter(it -> it.logStreamNamePrefix("oth"))));
    assertEquals(List.of(), found(filter(it -> it.logStreamNamePrefix("none"))));
    assertEquals(3, first.events().stream().map(FilteredLogEvent::eventId).distinct().count());
  }

  private static List<String> streams(FilterLogEventsResponse page) {
    return page.events().stream().map(FilteredLogEvent::logStreamName).toList();
  }

  @Test
  void aPrefixMayMeanManyStreams() {
    for (int i = 0; i < 120; i++) {
      stream("web/" + i);
      put("web/" + i, event(i, "m" + i));
    }
    put("s", event(5, "no"));
    List<String> found = found(filter(it -> it.logStreamNamePrefix("web/")));
    assertEquals(IntStream.range(0, 120).mapToObj(i -> "m" + i).toList(), found);
  }

  @Test
  void whatIsWrongWithASearchIsSaid() {
    Consumer<FilterLogEventsRequest.Builder> names = it -> it.logStreamNames("s", "x");
    assertEquals(NO_STREAM, refused(names));
    assertEquals(
        ApiRig.invalid("Specify either logStreamNames or logStreamNamePrefix, not both."),
        refused(it -> it.logStreamNames("s").logStreamNamePrefix("s")));
    assertTrue(
        refused(it -> it.filterPattern("{ $.a }"))
            .message()
            .startsWith("Invalid filter pattern: expected one of"));
    assertEquals(
        ApiRig.invalid("The specified nextToken is invalid."), refused(it -> it.nextToken("x")));
    assertEquals(
        WireError.client("ResourceNotFoundException", "The specified log group does not exist."),
        refused(it -> it.logGroupName("x")));
    assertTrue(refused(it -> it.limit(0)).message().contains("greater than or equal to 1"));
  }

  private WireError refused(Consumer<FilterLogEventsRequest.Builder> wanted) {
    return rig.refused(
        FilterLogEventsRequest.builder().logGroupName("g").applyMutation(wanted).build());
  }

  @Test
  void leaveIsAskedForStreamsOfAGroup() {
    Caller bob = rig.user("bob");
    var read = GetLogEventsRequest.builder().logGroupName("g").logStreamName("s").build();
    var search = FilterLogEventsRequest.builder().logGroupName("g").build();
    assertEquals(
        "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: logs:GetLogEvents"
            + " on resource: arn:aws:logs:us-east-1:123456789012:log-group:g:log-stream:s because"
            + " no identity-based policy allows the logs:GetLogEvents action",
        rig.refused(read, bob).message());
    rig.done(
        PutUserPolicyRequest.builder()
            .userName("bob")
            .policyName("p")
            .policyDocument(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Action":["logs:GetLogEvents","logs:FilterLogEvents"],
                 "Resource":"arn:aws:logs:*:*:log-group:g:*"}]}\
                """)
            .build());
    assertEquals(List.of(), rig.reply(GetLogEventsResponse.class, read, bob).events());
    assertEquals(List.of(), rig.reply(FilterLogEventsResponse.class, search, bob).events());
    var other = search.toBuilder().logGroupName("other").build();
    assertEquals("AccessDeniedException", rig.refused(other, bob).code());
  }

  @Test
  void aStoreThatFailsIsSaid() {
    rig.logs.close();
    WireError error = rig.refused(batch("s", event(0, "a")));
    assertEquals("ServiceUnavailableException", error.code());
    assertEquals(503, error.status());
    assertTrue(Arrays.asList(error.message().split(" ")).contains("cannot"), error.message());
  }
}
