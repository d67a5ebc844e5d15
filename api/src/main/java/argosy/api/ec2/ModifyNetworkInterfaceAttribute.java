package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInterface;
import argosy.wire.Answer;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachmentChanges;

/// Changes one of the attributes of a network interface.
final class ModifyNetworkInterfaceAttribute
    implements Action<ModifyNetworkInterfaceAttributeRequest> {

  @Override
  public Answer perform(ModifyNetworkInterfaceAttributeRequest request, Context context) {
    NetworkInterfaceAttachmentChanges attachment = request.attachment();
    var wanted =
        new ChangeInterface.Modified(
            request.description() == null
                ? null
                : Objects.requireNonNullElse(request.description().value(), ""),
            request.hasGroups() ? request.groups() : null,
            request.sourceDestCheck() == null ? null : request.sourceDestCheck().value(),
            attachment == null
                ? null
                : new ChangeInterface.Kept(
                    Objects.requireNonNullElse(attachment.attachmentId(), ""),
                    Boolean.TRUE.equals(attachment.deleteOnTermination())));
    return context.ask(
        (picture, _, _) -> ChangeInterface.modify(picture, request.networkInterfaceId(), wanted),
        _ -> ModifyNetworkInterfaceAttributeResponse.builder().build());
  }
}
