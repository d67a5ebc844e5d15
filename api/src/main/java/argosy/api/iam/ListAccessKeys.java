package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.AccessKey;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;

/// Lists the access keys of a user, or of the caller, without their secrets.
final class ListAccessKeys implements Action<ListAccessKeysRequest> {

  @Override
  public Answer perform(ListAccessKeysRequest request, Context context) {
    return Listing.ofUser(
        context,
        request.userName(),
        request.marker(),
        request.maxItems(),
        (user, page) -> {
          Page<AccessKey> keys = Listing.of(page, AccessKey.of(context.picture(), user).stream());
          return Context.reply(
              ListAccessKeysResponse.builder()
                  .accessKeyMetadata(
                      keys.items().stream().map(key -> Views.key(key, user)).toList())
                  .isTruncated(keys.nextToken() != null)
                  .marker(keys.nextToken())
                  .build());
        });
  }
}
