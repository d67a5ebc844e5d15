package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Vpc;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;

/// Tells one of the attributes of a VPC.
final class DescribeVpcAttribute implements Action<DescribeVpcAttributeRequest> {

  @Override
  public Answer perform(DescribeVpcAttributeRequest request, Context context) {
    Optional<Vpc> vpc = Vpc.find(context.picture(), request.vpcId());
    if (vpc.isEmpty()) {
      return Context.refuse(NetworkErrors.noVpc(request.vpcId()));
    }
    Vpc.Settings has = vpc.get().settings();
    var answer = DescribeVpcAttributeResponse.builder().vpcId(vpc.get().id());
    return switch (request.attribute()) {
      case ENABLE_DNS_SUPPORT ->
          Context.reply(answer.enableDnsSupport(value(has.dnsSupport())).build());
      case ENABLE_DNS_HOSTNAMES ->
          Context.reply(answer.enableDnsHostnames(value(has.dnsHostnames())).build());
      case ENABLE_NETWORK_ADDRESS_USAGE_METRICS ->
          Context.reply(answer.enableNetworkAddressUsageMetrics(value(has.usageMetrics())).build());
      case UNKNOWN_TO_SDK_VERSION ->
          Context.refuse(
              NetworkErrors.invalid(
                  "Value ("
                      + request.attributeAsString()
                      + ") for parameter attribute is invalid. Unknown attribute."));
    };
  }

  private static AttributeBooleanValue value(boolean is) {
    return AttributeBooleanValue.builder().value(is).build();
  }
}
