package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.Vpc;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;

/// Makes a security group that lets nothing in and all out.
final class CreateSecurityGroup implements Action<CreateSecurityGroupRequest> {

  @Override
  public Answer perform(CreateSecurityGroupRequest request, Context context) {
    Optional<String> vpc =
        Optional.ofNullable(request.vpcId())
            .or(() -> Vpc.defaultOf(context.picture(), context.cell().id().account()).map(Vpc::id));
    if (vpc.isEmpty()) {
      return Context.refuse(GroupView.noDefaultVpc());
    }
    return Tagging.read(
        request.tagSpecifications(),
        Noun.SECURITY_GROUP,
        tags -> {
          var wanted =
              new argosy.domain.network.CreateSecurityGroup.Wanted(
                  vpc.get(), request.groupName(), request.description(), tags);
          return context.ask(
              (picture, _, random) ->
                  argosy.domain.network.CreateSecurityGroup.decide(picture, wanted, random),
              group ->
                  CreateSecurityGroupResponse.builder()
                      .groupId(group.id())
                      .securityGroupArn(GroupView.arn(context, group))
                      .tags(Tagging.view(group.tags()))
                      .build());
        });
  }
}
