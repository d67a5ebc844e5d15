package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeEndpoint;
import argosy.wire.Answer;
import argosy.wire.WireError;
import java.util.ArrayList;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/// Deletes endpoints, and tells of those that it could not.
final class DeleteVpcEndpoints implements Action<DeleteVpcEndpointsRequest> {

  @Override
  public Answer perform(DeleteVpcEndpointsRequest request, Context context) {
    var failed = new ArrayList<UnsuccessfulItem>();
    for (String id : request.vpcEndpointIds()) {
      Answer answer =
          context.ask(
              (picture, _, _) -> ChangeEndpoint.delete(picture, id),
              _ -> DeleteVpcEndpointsResponse.builder().build());
      if (answer instanceof Answer.Refused(WireError error)) {
        failed.add(
            UnsuccessfulItem.builder()
                .resourceId(id)
                .error(it -> it.code(error.code()).message(error.message()))
                .build());
      }
    }
    return Context.reply(DeleteVpcEndpointsResponse.builder().unsuccessful(failed).build());
  }
}
