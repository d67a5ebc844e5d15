package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.network.ElasticIp;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;

/// How the public addresses that an account keeps look in answers and requests.
final class AddressView {
  private AddressView() {}

  static Address of(Context context, ElasticIp address) {
    var view =
        Address.builder()
            .allocationId(address.id())
            .publicIp(address.address().toString())
            .domain("vpc")
            .publicIpv4Pool("amazon")
            .networkBorderGroup(context.cell().id().region())
            .tags(Tagging.view(address.tags()));
    ElasticIp.@Nullable Use use = address.use();
    return use == null
        ? view.build()
        : view.associationId(use.association())
            .networkInterfaceId(use.networkInterface())
            .networkInterfaceOwnerId(address.account())
            .privateIpAddress(use.privateAddress().toString())
            .build();
  }

  static Optional<String> association(ElasticIp address) {
    return Optional.ofNullable(address.use()).map(ElasticIp.Use::association);
  }

  /// The allocation that a request names by its id or by its address.
  static Answer allocation(
      Context context,
      @Nullable String id,
      @Nullable String address,
      Function<String, Answer> then) {
    if (id != null) {
      return then.apply(id);
    }
    if (address == null) {
      return Context.refuse(NetworkErrors.missing("AllocationId"));
    }
    Optional<ElasticIp> there = ElasticIp.byAddress(context.picture(), address);
    return there.isPresent() ? then.apply(there.get().id()) : Context.refuse(none(address));
  }

  /// Refuses a border group that isn't the region's own, the only one.
  static Optional<EcsError> elsewhere(Context context, @Nullable String borderGroup) {
    String region = context.cell().id().region();
    return borderGroup == null || borderGroup.equals(region)
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.invalid(
                "Value ("
                    + borderGroup
                    + ") for parameter NetworkBorderGroup is invalid. It is "
                    + region
                    + "."));
  }

  static EcsError none(String address) {
    return new EcsError.Ec2("InvalidAddress.NotFound", "Address '" + address + "' not found.");
  }
}
