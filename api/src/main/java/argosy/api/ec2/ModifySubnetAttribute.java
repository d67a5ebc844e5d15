package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeSubnet;
import argosy.domain.network.Subnet;
import argosy.wire.Answer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;

/// Changes what the interfaces of a subnet get from it.
final class ModifySubnetAttribute implements Action<ModifySubnetAttributeRequest> {

  @Override
  public Answer perform(ModifySubnetAttributeRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            ChangeSubnet.settings(
                picture,
                request.subnetId(),
                now ->
                    new Subnet.Settings(
                        said(request.mapPublicIpOnLaunch(), now.publicAddresses()),
                        Objects.requireNonNullElse(
                            request.privateDnsHostnameTypeOnLaunchAsString(), now.hostnames()),
                        said(
                            request.enableResourceNameDnsARecordOnLaunch(), now.namesOfResources()),
                        said(
                            request.enableResourceNameDnsAAAARecordOnLaunch(),
                            now.ipv6NamesOfResources()),
                        said(request.enableDns64(), now.dns64()),
                        said(request.assignIpv6AddressOnCreation(), now.ipv6Addresses()))),
        _ -> ModifySubnetAttributeResponse.builder().build());
  }

  private static boolean said(@Nullable AttributeBooleanValue value, boolean now) {
    return (value == null || value.value() == null) ? now : value.value();
  }
}
