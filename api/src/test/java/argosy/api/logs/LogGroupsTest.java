package argosy.api.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.api.ApiRig;
import argosy.wire.WireError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

class LogGroupsTest {
  private static final String ARN = "arn:aws:logs:us-east-1:123456789012:log-group:";
  private static final WireError NO_GROUP =
      WireError.client("ResourceNotFoundException", "The specified log group does not exist.");

  private final ApiRig rig = new ApiRig();

  private void group(String name) {
    rig.done(CreateLogGroupRequest.builder().logGroupName(name).build());
  }

  private void stream(String group, String name) {
    rig.done(CreateLogStreamRequest.builder().logGroupName(group).logStreamName(name).build());
  }

  private DescribeLogGroupsResponse groups(Consumer<DescribeLogGroupsRequest.Builder> wanted) {
    return rig.reply(
        DescribeLogGroupsResponse.class,
        DescribeLogGroupsRequest.builder().applyMutation(wanted).build());
  }

  private DescribeLogStreamsResponse streams(Consumer<DescribeLogStreamsRequest.Builder> wanted) {
    return rig.reply(
        DescribeLogStreamsResponse.class,
        DescribeLogStreamsRequest.builder().logGroupName("g").applyMutation(wanted).build());
  }

  private static WireError constraint(String member, String value, String constraint) {
    return ApiRig.invalid(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }

  @Test
  void aGroupIsMadeDescribedAndDeleted() {
    group("/ecs/web");
    assertEquals(
        LogGroup.builder()
            .logGroupName("/ecs/web")
            .creationTime(ApiRig.NOON.toEpochMilli())
            .metricFilterCount(0)
            .arn(ARN + "/ecs/web:*")
            .logGroupArn(ARN + "/ecs/web")
            .storedBytes(0L)
            .logGroupClass(LogGroupClass.STANDARD)
            .build(),
        groups(_ -> {}).logGroups().getFirst());
    assertEquals(
        WireError.client(
            "ResourceAlreadyExistsException", "The specified log group already exists"),
        rig.refused(CreateLogGroupRequest.builder().logGroupName("/ecs/web").build()));
    var delete = DeleteLogGroupRequest.builder().logGroupName("/ecs/web").build();
    rig.done(delete);
    assertEquals(NO_GROUP, rig.refused(delete));
    assertEquals(List.of(), groups(_ -> {}).logGroups());
  }

  @Test
  void namesAreAwss() {
    assertEquals(
        constraint(
            "logGroupName",
            "a b",
            "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+"),
        rig.refused(CreateLogGroupRequest.builder().logGroupName("a b").build()));
    String longName = "x".repeat(513);
    assertEquals(
        constraint("logGroupName", longName, "Member must have length less than or equal to 512"),
        rig.refused(CreateLogGroupRequest.builder().logGroupName(longName).build()));
    assertEquals(
        ApiRig.invalid("Log groups starting with AWS/ are reserved for AWS."),
        rig.refused(CreateLogGroupRequest.builder().logGroupName("aws/x").build()));
    assertEquals(
        ApiRig.invalid(
            "1 validation error detected: Value null at 'logGroupName' failed to satisfy"
                + " constraint: Member must not be null"),
        rig.refused(CreateLogGroupRequest.builder().build()));
    group("g");
    assertEquals(
        constraint(
            "logStreamName", "a:b", "Member must satisfy regular expression pattern: [^:*]*"),
        rig.refused(
            CreateLogStreamRequest.builder().logGroupName("g").logStreamName("a:b").build()));
  }

  @Test
  void whatIsNotBuiltIsRefused() {
    assertEquals(
        ApiRig.invalid(
            "Argosy does not support kmsKeyId here yet. Leave it out; docs/compat.md says what is"
                + " built."),
        rig.refused(CreateLogGroupRequest.builder().logGroupName("g").kmsKeyId("k").build()));
    assertEquals(
        ApiRig.invalid("Argosy has log groups of the class STANDARD only, not DELIVERY."),
        rig.refused(
            CreateLogGroupRequest.builder()
                .logGroupName("g")
                .logGroupClass(LogGroupClass.DELIVERY)
                .build()));
  }

  @Test
  void groupsComeInPages() {
    for (int i = 0; i < 60; i++) {
      group("/app/%02d".formatted(i));
    }
    group("other");
    DescribeLogGroupsResponse first = groups(it -> it.logGroupNamePrefix("/app/"));
    assertEquals(50, first.logGroups().size());
    DescribeLogGroupsResponse rest =
        groups(it -> it.logGroupNamePrefix("/app/").nextToken(first.nextToken()));
    assertEquals(10, rest.logGroups().size());
    assertEquals("/app/50", rest.logGroups().getFirst().logGroupName());
    assertNull(rest.nextToken());
    assertEquals(
        List.of("other"),
        groups(it -> it.logGroupNamePattern("THE")).logGroups().stream()
            .map(LogGroup::logGroupName)
            .toList());
    assertEquals(
        List.of(), groups(it -> it.logGroupClass(LogGroupClass.INFREQUENT_ACCESS)).logGroups());
    assertEquals(
        ApiRig.invalid(
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."),
        rig.refused(
            DescribeLogGroupsRequest.builder()
                .logGroupNamePrefix("a")
                .logGroupNamePattern("b")
                .build()));
    assertEquals(
        ApiRig.invalid("The specified nextToken is invalid."),
        rig.refused(DescribeLogGroupsRequest.builder().nextToken("x").build()));
    assertEquals(
        constraint("limit", "51", "Member must have value less than or equal to 50"),
        rig.refused(DescribeLogGroupsRequest.builder().limit(51).build()));
  }

  @Test
  @SuppressWarnings("deprecation") // AWS still answers a stream's bytes
  void streamsAreMadeDescribedAndDeleted() {
    group("g");
    for (String name : List.of("b", "a", "c")) {
      stream("g", name);
    }
    assertEquals(
        WireError.client(
            "ResourceAlreadyExistsException", "The specified log stream already exists"),
        rig.refused(CreateLogStreamRequest.builder().logGroupName("g").logStreamName("a").build()));
    assertEquals(
        NO_GROUP,
        rig.refused(CreateLogStreamRequest.builder().logGroupName("x").logStreamName("a").build()));
    assertEquals(
        LogStream.builder()
            .logStreamName("a")
            .creationTime(ApiRig.NOON.toEpochMilli())
            .arn(ARN + "g:log-stream:a")
            .storedBytes(0L)
            .build(),
        streams(_ -> {}).logStreams().getFirst());
    assertEquals(List.of("a", "b", "c"), pages(OrderBy.LOG_STREAM_NAME, false));
    assertEquals(List.of("c", "b", "a"), pages(OrderBy.LOG_STREAM_NAME, true));
    assertEquals(List.of("c", "b", "a"), pages(OrderBy.LAST_EVENT_TIME, true));
    assertEquals(List.of("a", "b", "c"), pages(OrderBy.LAST_EVENT_TIME, false));
    assertEquals(
        ApiRig.invalid("Cannot order by LastEventTime with a logStreamNamePrefix."),
        rig.refused(
            DescribeLogStreamsRequest.builder()
                .logGroupName("g")
                .orderBy(OrderBy.LAST_EVENT_TIME)
                .logStreamNamePrefix("a")
                .build()));
    rig.done(DeleteLogStreamRequest.builder().logGroupName("g").logStreamName("b").build());
    assertEquals(List.of("a", "c"), pages(OrderBy.LOG_STREAM_NAME, false));
    assertEquals(
        WireError.client("ResourceNotFoundException", "The specified log stream does not exist."),
        rig.refused(DeleteLogStreamRequest.builder().logGroupName("g").logStreamName("b").build()));
  }

  /// The names of all streams, one to a page.
  private List<String> pages(OrderBy order, boolean descending) {
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      DescribeLogStreamsResponse page =
          streams(it -> it.orderBy(order).descending(descending).limit(1).nextToken(next));
      page.logStreams().forEach(stream -> names.add(stream.logStreamName()));
      token = page.nextToken();
    } while (token != null);
    return names;
  }

  @Test
  void aGroupIsNamedByItsArnToo() {
    group("g");
    stream("g", "s");
    for (String name : List.of("g", ARN + "g", ARN + "g:*")) {
      assertEquals(
          1,
          rig.reply(
                  DescribeLogStreamsResponse.class,
                  DescribeLogStreamsRequest.builder().logGroupIdentifier(name).build())
              .logStreams()
              .size());
    }
    assertEquals(
        ApiRig.invalid("Specify either logGroupName or logGroupIdentifier, not neither."),
        rig.refused(DescribeLogStreamsRequest.builder().build()));
    assertEquals(
        ApiRig.invalid("Specify either logGroupName or logGroupIdentifier, not both."),
        rig.refused(
            DescribeLogStreamsRequest.builder().logGroupName("g").logGroupIdentifier("g").build()));
  }

  @Test
  void retentionIsOneOfAwss() {
    group("g");
    rig.done(PutRetentionPolicyRequest.builder().logGroupName("g").retentionInDays(7).build());
    assertEquals(7, groups(_ -> {}).logGroups().getFirst().retentionInDays());
    rig.done(DeleteRetentionPolicyRequest.builder().logGroupName("g").build());
    assertNull(groups(_ -> {}).logGroups().getFirst().retentionInDays());
    assertEquals(
        constraint(
            "retentionInDays",
            "8",
            "Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365,"
                + " 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]"),
        rig.refused(
            PutRetentionPolicyRequest.builder().logGroupName("g").retentionInDays(8).build()));
    assertEquals(
        NO_GROUP,
        rig.refused(
            PutRetentionPolicyRequest.builder().logGroupName("x").retentionInDays(7).build()));
  }

  private Map<String, String> tags() {
    var request = ListTagsForResourceRequest.builder().resourceArn(ARN + "g").build();
    return rig.reply(ListTagsForResourceResponse.class, request).tags();
  }

  @Test
  void tagsAreSetAndTakenBothWays() {
    rig.done(CreateLogGroupRequest.builder().logGroupName("g").tags(Map.of("a", "1")).build());
    rig.done(TagResourceRequest.builder().resourceArn(ARN + "g").tags(Map.of("b", "2")).build());
    rig.done(TagLogGroupRequest.builder().logGroupName("g").tags(Map.of("c", "3")).build());
    assertEquals(Map.of("a", "1", "b", "2", "c", "3"), tags());
    rig.done(UntagResourceRequest.builder().resourceArn(ARN + "g:*").tagKeys("a").build());
    rig.done(UntagLogGroupRequest.builder().logGroupName("g").tags("b").build());
    assertEquals(
        Map.of("c", "3"),
        rig.reply(
                ListTagsLogGroupResponse.class,
                ListTagsLogGroupRequest.builder().logGroupName("g").build())
            .tags());
    assertEquals(
        NO_GROUP, rig.refused(ListTagsForResourceRequest.builder().resourceArn(ARN + "x").build()));
    assertEquals(
        ApiRig.invalid("aws: prefixed tag key names are not allowed for external use: 'aws:x'."),
        rig.refused(
            TagLogGroupRequest.builder().logGroupName("g").tags(Map.of("aws:x", "")).build()));
    for (int i = 0; i < 49; i++) {
      rig.done(TagLogGroupRequest.builder().logGroupName("g").tags(Map.of("t" + i, "")).build());
    }
    assertEquals(
        "TooManyTagsException",
        rig.refused(
                TagResourceRequest.builder().resourceArn(ARN + "g").tags(Map.of("z", "")).build())
            .code());
  }
}
