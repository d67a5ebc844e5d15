package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Page;
import argosy.telemetry.logs.LogGroup;
import argosy.telemetry.logs.LogGroups;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/// Lists log groups in the order of their names.
final class DescribeLogGroups implements Action<DescribeLogGroupsRequest> {

  @Override
  public Answer perform(DescribeLogGroupsRequest request, Context context) {
    if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
      return Context.invalid(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    return Members.refuseOthers(
            request,
            "logGroupNamePrefix",
            "logGroupNamePattern",
            "logGroupClass",
            "nextToken",
            "limit")
        .orElseGet(() ->
            Listing.page(
                request.nextToken(), request.limit(), page -> list(request, context, page)));
  }

  private static Answer list(DescribeLogGroupsRequest request, Context context, Page.Request page) {
    LogGroupClass wanted = request.logGroupClass();
    boolean none = wanted != null && wanted != LogGroupClass.STANDARD;
    List<LogGroup> found =
        none
            ? List.of()
            : context
                .logs()
                .groups()
                .list(
                    context.cell().id(),
                    new LogGroups.Wanted(
                        Objects.requireNonNullElse(request.logGroupNamePrefix(), ""),
                        Objects.requireNonNullElse(request.logGroupNamePattern(), ""),
                        page.after(),
                        page.max() + 1));
    Page<LogGroup> groups = Page.of(page, found.stream(), LogGroup::name);
    return Context.reply(
        DescribeLogGroupsResponse.builder()
            .logGroups(groups.items().stream().map(Views::group).toList())
            .nextToken(groups.nextToken())
            .build());
  }
}
