package argosy.api;

import argosy.api.ecs.EcsActions;
import argosy.api.sts.StsActions;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.domain.id.CellId;
import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Operations;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;

/// All actions that are built, and the way from a call to its action and its cell.
public final class Actions implements Operations {

  /// Such as `us-east-1`; without `aws-global` and its like, which are names of endpoints only.
  private static final Set<String> REGIONS =
      Region.regions().stream()
          .filter(region -> !region.isGlobalRegion())
          .map(Region::id)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<Service, Map<String, Action<?>>> services =
      Map.of(Service.ECS, named(EcsActions.ALL), Service.STS, named(StsActions.ALL));

  private final Cells cells;
  private final Supplier<URI> self;

  /// @param self the address under which agents reach this server; known once it listens
  public Actions(Cells cells, Supplier<URI> self) {
    this.cells = cells;
    this.self = self;
  }

  @Override
  public Collection<Service> services() {
    return services.keySet();
  }

  @Override
  public boolean isBuilt(Service service, String action) {
    return action(service, action).isPresent();
  }

  private Optional<Action<?>> action(Service service, String name) {
    return Optional.ofNullable(services.getOrDefault(service, Map.of()).get(name));
  }

  @Override
  public Answer perform(Call call) {
    if (!REGIONS.contains(call.region())) {
      return Context.invalid(
          "The signature's region is '"
              + call.region()
              + "', which is none of AWS's; set AWS_DEFAULT_REGION to one such as us-east-1.");
    }
    var cell = new CellId(call.caller().account(), call.region());
    Action<?> action = action(call.service(), call.action()).orElseThrow();
    return switch (cells.find(cell)) {
      case Cells.Found.Here(Cell here) ->
          perform(action, call.request(), new Context(here, call.caller(), self.get()));
      case Cells.Found.Elsewhere(URI server) -> new Answer.Elsewhere(server);
      case Cells.Found.Unknown(String why) -> new Answer.Refused(WireError.server(why));
    };
  }

  @SuppressWarnings("unchecked") // the wire decodes a request by its action's name
  private static <Q extends SdkPojo> Answer perform(
      Action<Q> action, SdkPojo request, Context context) {
    return action.perform((Q) request, context);
  }

  private static Map<String, Action<?>> named(List<Action<?>> actions) {
    return actions.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                action -> action.getClass().getSimpleName(), Function.identity()));
  }
}
