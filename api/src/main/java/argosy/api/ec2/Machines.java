package argosy.api.ec2;

import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.error.EcsError;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/// Answers what is asked about hosts: those of some ids or all, those that pass filters, page by
/// page.
final class Machines {
  private static final Pattern ID = Pattern.compile("i-([0-9a-f]{8}|[0-9a-f]{17})");

  private Machines() {}

  /// What every question about hosts may ask for.
  static Filters<Machine> filters() {
    return Filters.<Machine>none()
        .by("instance-id", Machine::id)
        .by("instance-state-name", _ -> MachineView.RUNNING)
        .by("instance-state-code", _ -> MachineView.RUNNING_CODE)
        .by("availability-zone", Machine::zone)
        .any("availability-zone-id", it -> it.zoneId().stream());
  }

  static Answer answer(
      Context context,
      Listing.Asked asked,
      Filters<Machine> filters,
      Function<Page<Machine>, SdkPojo> reply) {
    Map<String, Machine> all =
        Machine.all(context.picture()).stream()
            .collect(Collectors.toMap(Machine::id, Function.identity()));
    List<String> unknown = asked.ids().stream().filter(id -> !all.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      return Context.refuse(none(unknown));
    }
    List<Machine> things =
        (asked.ids().isEmpty() ? all.keySet() : asked.ids())
            .stream().distinct().sorted().map(all::get).toList();
    return Listing.of(context, asked, new Listing.Things<>(things, Machine::id), filters, reply);
  }

  private static EcsError none(List<String> ids) {
    List<String> malformed = ids.stream().filter(id -> !ID.matcher(id).matches()).toList();
    return malformed.isEmpty()
        ? NetworkErrors.notFound(
            "InvalidInstanceID",
            ids.size() == 1 ? "instance ID" : "instance IDs",
            String.join(", ", ids))
        : new EcsError.Ec2(
            "InvalidInstanceID.Malformed",
            "Invalid id: \"" + malformed.getFirst() + "\"; expected i- and 17 hexadecimal digits");
  }
}
