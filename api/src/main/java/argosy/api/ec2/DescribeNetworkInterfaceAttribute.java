package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.NetworkInterface;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttribute;

/// Tells one of the attributes of a network interface.
final class DescribeNetworkInterfaceAttribute
    implements Action<DescribeNetworkInterfaceAttributeRequest> {

  @Override
  public Answer perform(DescribeNetworkInterfaceAttributeRequest request, Context context) {
    Optional<NetworkInterface> there =
        NetworkInterface.find(context.picture(), request.networkInterfaceId());
    if (there.isEmpty()) {
      return Context.refuse(NetworkErrors.noInterface(request.networkInterfaceId()));
    }
    NetworkInterface has = there.get();
    var answer = DescribeNetworkInterfaceAttributeResponse.builder().networkInterfaceId(has.id());
    return switch (Objects.requireNonNullElse(
        request.attribute(), NetworkInterfaceAttribute.UNKNOWN_TO_SDK_VERSION)) {
      case DESCRIPTION ->
          Context.reply(answer.description(it -> it.value(has.description())).build());
      case GROUP_SET ->
          Context.reply(answer.groups(InterfaceView.groups(context.picture(), has)).build());
      case SOURCE_DEST_CHECK ->
          Context.reply(answer.sourceDestCheck(it -> it.value(has.sourceDestCheck())).build());
      case ATTACHMENT ->
          Context.reply(
              answer.attachment(InterfaceView.attachment(context.picture(), has)).build());
      case ASSOCIATE_PUBLIC_IP_ADDRESS, UNKNOWN_TO_SDK_VERSION ->
          Context.refuse(
              NetworkErrors.invalid(
                  "Value ("
                      + request.attributeAsString()
                      + ") for parameter attribute is invalid. Unknown attribute."));
    };
  }
}
