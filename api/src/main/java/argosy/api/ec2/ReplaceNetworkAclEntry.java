package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;

/// Puts an entry in the place of the one with its number.
final class ReplaceNetworkAclEntry implements Action<ReplaceNetworkAclEntryRequest> {

  @Override
  public Answer perform(ReplaceNetworkAclEntryRequest request, Context context) {
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
                (picture, _, _) -> ChangeNetworkAcl.replace(picture, request.networkAclId(), entry),
                _ -> ReplaceNetworkAclEntryResponse.builder().build()));
  }
}
