package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;

/// Tells whether the hosts of the account are reached.
final class DescribeInstanceStatus implements Action<DescribeInstanceStatusRequest> {

  private static Filters<Machine> filters() {
    return Machines.filters()
        .by("instance-status.status", MachineView::health)
        .by("instance-status.reachability", MachineView::reachability)
        .by("system-status.status", MachineView::health)
        .by("system-status.reachability", MachineView::reachability);
  }

  @Override
  public Answer perform(DescribeInstanceStatusRequest request, Context context) {
    return Machines.answer(
        context,
        new Listing.Asked(
            request.instanceIds(), request.filters(), request.nextToken(), request.maxResults()),
        filters(),
        page ->
            DescribeInstanceStatusResponse.builder()
                .instanceStatuses(page.items().stream().map(MachineView::status).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
