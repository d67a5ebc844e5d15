package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeTags;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.HashMap;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/// Removes tags of things.
final class DeleteTags implements Action<DeleteTagsRequest> {

  @Override
  public Answer perform(DeleteTagsRequest request, Context context) {
    var tags = new HashMap<String, Optional<String>>();
    for (Tag tag : request.tags()) {
      if (tag.key() == null) {
        return Context.refuse(NetworkErrors.missing("Tag.Key"));
      }
      tags.put(tag.key(), Optional.ofNullable(tag.value()));
    }
    return context.ask(
        (picture, _, _) -> ChangeTags.remove(picture, request.resources(), tags),
        _ -> DeleteTagsResponse.builder().build());
  }
}
