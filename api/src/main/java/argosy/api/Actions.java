package argosy.api;

import argosy.api.ec2.Ec2Actions;
import argosy.api.ecs.EcsActions;
import argosy.api.iam.IamActions;
import argosy.api.logs.LogsActions;
import argosy.api.sts.StsActions;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.iam.Access;
import argosy.domain.iam.Authorize;
import argosy.domain.id.CellId;
import argosy.domain.state.Picture;
import argosy.telemetry.logs.LogStore;
import argosy.telemetry.logs.LogsFault;
import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Operations;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;

/// All actions that are built, and the way from a call to its action and its cell. Nothing is
/// performed that the caller may not do.
public final class Actions implements Operations {

  /// Such as `us-east-1`; without `aws-global` and its like, which are names of endpoints only.
  private static final Set<String> REGIONS =
      Region.regions().stream()
          .filter(region -> !region.isGlobalRegion())
          .map(Region::id)
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<Service, Built> BUILT =
      Map.of(
          Service.EC2,
          new Ec2Actions(),
          Service.ECS,
          new EcsActions(),
          Service.IAM,
          new IamActions(),
          Service.LOGS,
          new LogsActions(),
          Service.STS,
          new StsActions());

  /// Whoever has a key may ask who that is.
  private static final String FREE = "sts:GetCallerIdentity";

  /// The region of AWS that IAM is in.
  private static final String IAM_REGION = "us-east-1";

  private final Map<Service, Map<String, Action<?>>> services =
      BUILT.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, built -> named(built.getValue().actions())));

  private final Cells cells;
  private final Access access;
  private final LogStore logs;
  private final Function<String, URI> self;

  /// @param self the address under which agents reach this server, from the host that a caller
  ///   reached; asked only once it listens
  public Actions(Cells cells, Access access, LogStore logs, Function<String, URI> self) {
    this.cells = cells;
    this.access = access;
    this.logs = logs;
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
    String account = call.caller().account();
    boolean global = call.service().equals(Service.IAM);
    var cell = global ? CellId.global(account) : new CellId(account, call.region());
    return switch (cells.find(cell)) {
      case Cells.Found.Here(Cell here) ->
          perform(
              call, new Context(here, call.action(), call.caller(), self.apply(call.host()), logs));
      case Cells.Found.Elsewhere(URI server) -> new Answer.Elsewhere(server);
      case Cells.Found.Unknown(String why) -> new Answer.Refused(WireError.server(why));
    };
  }

  private Answer perform(Call call, Context context) {
    Built built = Objects.requireNonNull(BUILT.get(call.service()));
    Optional<String> denied = access.refusal(call.caller(), iam -> wish(call, context, built, iam));
    if (denied.isPresent()) {
      return new Answer.Refused(denied(call.service().protocol(), denied.get()));
    }
    Action<?> action = action(call.service(), call.action()).orElseThrow();
    return built
        .complaint(call.action(), call.request())
        .or(() -> built.prepared(context))
        .orElseGet(() -> perform(action, call.request(), context));
  }

  /// About the cell that performs it, so that what is decided about is what will be used.
  private static Authorize.Wish wish(Call call, Context context, Built built, Picture iam) {
    String action = call.service().name() + ":" + call.action();
    Target target = built.target(call.action(), call.request(), context, iam);
    String region = call.service().equals(Service.IAM) ? IAM_REGION : call.region();
    List<String> resources = action.equals(FREE) ? List.of() : target.resources();
    return new Authorize.Wish(action, resources, target.keys(), region);
  }

  private static WireError denied(Protocol protocol, String why) {
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1 -> WireError.client("AccessDeniedException", why);
      case REST_JSON, RPC_V2_CBOR -> new WireError("AccessDeniedException", why, 403);
      case AWS_QUERY -> new WireError("AccessDenied", why, 403);
      case EC2_QUERY -> new WireError("UnauthorizedOperation", why, 403);
    };
  }

  @SuppressWarnings("unchecked") // the wire decodes a request by its action's name
  private static <Q extends SdkPojo> Answer perform(
      Action<Q> action, SdkPojo request, Context context) {
    try {
      return action.perform((Q) request, context);
    } catch (LogsFault e) {
      return new Answer.Refused(
          new WireError("ServiceUnavailableException", String.valueOf(e.getMessage()), 503));
    }
  }

  private static Map<String, Action<?>> named(List<Action<?>> actions) {
    return actions.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                action -> action.getClass().getSimpleName(), Function.identity()));
  }
}
