package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;

/// Adds an entry to a network ACL.
final class CreateNetworkAclEntry implements Action<CreateNetworkAclEntryRequest> {

  @Override
  public Answer perform(CreateNetworkAclEntryRequest request, Context context) {
    return AclView.entry(
        new AclView.Said(
            request.ruleNumber(),
            request.egress(),
            request.protocol(),
            request.ruleActionAsString(),
            request.cidrBlock(),
            request.ipv6CidrBlock(),
            request.portRange(),
            request.icmpTypeCode()),
        entry ->
            context.ask(
                (picture, _, _) -> ChangeNetworkAcl.add(picture, request.networkAclId(), entry),
                _ -> CreateNetworkAclEntryResponse.builder().build()));
  }
}
