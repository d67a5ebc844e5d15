package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.SecurityGroup;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;

/// Tells which VPCs have groups whose rules name a group: with no peering between VPCs, none.
final class DescribeSecurityGroupReferences
    implements Action<DescribeSecurityGroupReferencesRequest> {

  @Override
  public Answer perform(DescribeSecurityGroupReferencesRequest request, Context context) {
    for (String id : request.groupId()) {
      if (SecurityGroup.find(context.picture(), id).isEmpty()) {
        return Context.refuse(NetworkErrors.noGroup(id));
      }
    }
    return Context.reply(DescribeSecurityGroupReferencesResponse.builder().build());
  }
}
