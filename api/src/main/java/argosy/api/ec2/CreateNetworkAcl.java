package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;

/// Makes a network ACL that lets nothing pass.
final class CreateNetworkAcl implements Action<CreateNetworkAclRequest> {

  @Override
  public Answer perform(CreateNetworkAclRequest request, Context context) {
    return Tagging.read(
        request.tagSpecifications(),
        Noun.NETWORK_ACL,
        tags ->
            context.ask(
                (picture, _, random) ->
                    ChangeNetworkAcl.create(picture, request.vpcId(), tags, random),
                acl ->
                    CreateNetworkAclResponse.builder()
                        .networkAcl(AclView.of(acl))
                        .clientToken(request.clientToken())
                        .build()));
  }
}
