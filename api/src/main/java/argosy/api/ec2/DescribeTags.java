package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.Tagged;
import argosy.wire.Answer;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/// Tells of the tags of all things.
final class DescribeTags implements Action<DescribeTagsRequest> {
  private static Filters<TagDescription> filters() {
    return Filters.<TagDescription>none()
        .by("resource-id", TagDescription::resourceId)
        .by("resource-type", TagDescription::resourceTypeAsString)
        .by("key", TagDescription::key)
        .by("value", TagDescription::value);
  }

  @Override
  public Answer perform(DescribeTagsRequest request, Context context) {
    List<TagDescription> tags =
        Stream.of(Noun.values())
            .flatMap(
                noun -> context.picture().all(noun.kind()).stream().flatMap(it -> tags(noun, it)))
            .toList();
    return Listing.of(
        context,
        new Listing.Asked(List.of(), request.filters(), request.nextToken(), request.maxResults()),
        tags,
        filters(),
        page ->
            DescribeTagsResponse.builder().tags(page.items()).nextToken(page.nextToken()).build());
  }

  private static Stream<TagDescription> tags(Noun noun, Tagged thing) {
    return thing.tags().entrySet().stream()
        .map(tag ->
            TagDescription.builder()
                .resourceId(thing.id())
                .resourceType(noun.type())
                .key(tag.getKey())
                .value(tag.getValue())
                .build());
  }
}
