package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeVpc;
import argosy.domain.network.Vpc;
import argosy.wire.Answer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;

/// Changes one of the attributes of a VPC.
final class ModifyVpcAttribute implements Action<ModifyVpcAttributeRequest> {

  @Override
  public Answer perform(ModifyVpcAttributeRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            ChangeVpc.settings(
                picture,
                request.vpcId(),
                now ->
                    new Vpc.Settings(
                        said(request.enableDnsSupport(), now.dnsSupport()),
                        said(request.enableDnsHostnames(), now.dnsHostnames()),
                        said(request.enableNetworkAddressUsageMetrics(), now.usageMetrics()))),
        _ -> ModifyVpcAttributeResponse.builder().build());
  }

  private static boolean said(@Nullable AttributeBooleanValue value, boolean now) {
    return (value == null || value.value() == null) ? now : value.value();
  }
}
