package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.PrefixLists;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/// Tells of lists of addresses: AWS's, as nobody else can make one.
final class DescribeManagedPrefixLists implements Action<DescribeManagedPrefixListsRequest> {
  private static Filters<ManagedPrefixList> filters() {
    return Filters.<ManagedPrefixList>none()
        .by("owner-id", ManagedPrefixList::ownerId)
        .by("prefix-list-id", ManagedPrefixList::prefixListId)
        .by("prefix-list-name", ManagedPrefixList::prefixListName);
  }

  @Override
  public Answer perform(DescribeManagedPrefixListsRequest request, Context context) {
    List<ManagedPrefixList> things =
        PrefixLists.of(context.cell().id().region()).stream()
            .filter(it ->
                request.prefixListIds().isEmpty() || request.prefixListIds().contains(it.id()))
            .map(it -> view(context, it))
            .toList();
    for (String id : request.prefixListIds()) {
      if (things.stream().noneMatch(it -> it.prefixListId().equals(id))) {
        return Context.refuse(NetworkErrors.notFound("InvalidPrefixListID", "prefix list ID", id));
      }
    }
    return Listing.of(
        context,
        new Listing.Asked(List.of(), request.filters(), request.nextToken(), request.maxResults()),
        things,
        filters(),
        page ->
            DescribeManagedPrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.nextToken())
                .build());
  }

  private static ManagedPrefixList view(Context context, PrefixLists.PrefixList list) {
    return ManagedPrefixList.builder()
        .prefixListId(list.id())
        .prefixListName(list.name())
        .prefixListArn(
            "arn:aws:ec2:" + context.cell().id().region() + ":aws:prefix-list/" + list.id())
        .addressFamily("IPv4")
        .state("create-complete")
        .ownerId("AWS")
        .build();
  }
}
