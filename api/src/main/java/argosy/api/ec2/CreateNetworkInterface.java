package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInterface;
import argosy.domain.network.DraftInterface;
import argosy.domain.network.Ipv4;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;

/// Makes a network interface in a subnet.
final class CreateNetworkInterface implements Action<CreateNetworkInterfaceRequest> {

  @Override
  public Answer perform(CreateNetworkInterfaceRequest request, Context context) {
    List<PrivateIpAddressSpecification> said = request.privateIpAddresses();
    List<String> firsts =
        Stream.concat(
                Stream.ofNullable(request.privateIpAddress()),
                said.stream()
                    .filter(it -> Boolean.TRUE.equals(it.primary()))
                    .map(PrivateIpAddressSpecification::privateIpAddress))
            .distinct()
            .toList();
    if (firsts.size() > 1) {
      return Context.refuse(
          NetworkErrors.combination("An interface has one primary private address."));
    }
    List<String> others =
        said.stream()
            .filter(it -> !Boolean.TRUE.equals(it.primary()))
            .map(PrivateIpAddressSpecification::privateIpAddress)
            .filter(it -> !firsts.contains(it))
            .toList();
    return Tagging.read(
        request.tagSpecifications(),
        Noun.NETWORK_INTERFACE,
        tags ->
            Ranges.address(
                firsts.isEmpty() ? null : firsts.getFirst(),
                first ->
                    Ranges.addresses(
                        others,
                        more ->
                            ipv6(
                                request,
                                wish -> {
                                  var draft =
                                      new DraftInterface.Wanted(
                                          request.subnetId(),
                                          request.groups(),
                                          Objects.requireNonNullElse(request.description(), ""),
                                          NetworkInterface.Type.INTERFACE,
                                          null,
                                          first,
                                          false,
                                          wish,
                                          tags);
                                  return made(request, context, draft, more);
                                }))));
  }

  private static Answer ipv6(
      CreateNetworkInterfaceRequest request, Function<Ipv6Wish, Answer> then) {
    return Ranges.wish(
        request.ipv6AddressCount(),
        request.ipv6Addresses().stream().map(InstanceIpv6Address::ipv6Address).toList(),
        then);
  }

  private static Answer made(
      CreateNetworkInterfaceRequest request,
      Context context,
      DraftInterface.Wanted first,
      List<Ipv4> others) {
    var wanted =
        new ChangeInterface.Wanted(
            first, others, Objects.requireNonNullElse(request.secondaryPrivateIpAddressCount(), 0));
    return context.ask(
        (picture, now, random) -> ChangeInterface.create(picture, wanted, now, random),
        it ->
            CreateNetworkInterfaceResponse.builder()
                .networkInterface(InterfaceView.of(context.picture(), it))
                .clientToken(request.clientToken())
                .build());
  }
}
