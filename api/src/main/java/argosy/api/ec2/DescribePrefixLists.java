package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.PrefixLists;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.PrefixList;

/// Tells of AWS's lists of addresses, by the names of its services.
final class DescribePrefixLists implements Action<DescribePrefixListsRequest> {
  private static Filters<PrefixList> filters() {
    return Filters.<PrefixList>none()
        .by("prefix-list-id", PrefixList::prefixListId)
        .by("prefix-list-name", PrefixList::prefixListName);
  }

  @Override
  public Answer perform(DescribePrefixListsRequest request, Context context) {
    List<PrefixList> things =
        PrefixLists.of(context.cell().id().region()).stream()
            .filter(it ->
                request.prefixListIds().isEmpty() || request.prefixListIds().contains(it.id()))
            .map(it -> PrefixList.builder().prefixListId(it.id()).prefixListName(it.name()).build())
            .toList();
    for (String id : request.prefixListIds()) {
      if (things.stream().noneMatch(it -> it.prefixListId().equals(id))) {
        return Context.refuse(NetworkErrors.notFound("InvalidPrefixListId", "prefix list ID", id));
      }
    }
    return Listing.of(
        context,
        new Listing.Asked(List.of(), request.filters(), request.nextToken(), request.maxResults()),
        things,
        filters(),
        page ->
            DescribePrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.nextToken())
                .build());
  }
}
