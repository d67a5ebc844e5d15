package argosy.control.fleet;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.iam.Access;
import argosy.control.iam.TaskRoles;
import argosy.domain.iam.Authorize;
import argosy.domain.id.CellId;
import argosy.domain.id.InstanceArn;
import argosy.wire.http.SocketRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.model.VersionInfo;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where agents open their sockets: ACS for their orders, TCS for what they measure.
public final class Gateway implements SocketRoutes {

  /// Agents append `/ws` to the endpoints that DiscoverPollEndpoint gives them.
  public static final String ACS = "/acs";

  public static final String TCS = "/tcs";

  private static final String SOCKET = "/ws";
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final Cells cells;
  private final AcsTraffic traffic = new AcsTraffic();
  private final Access access;
  private final Map<CellId, Fleet> fleets = new ConcurrentHashMap<>();

  /// A gateway to the agents of all cells, which it attaches itself to.
  public Gateway(Cells cells, Access access, TaskRoles roles) {
    this.cells = cells;
    this.access = access;
    cells.whenOpened(cell -> fleets.put(cell.id(), new Fleet(cell, traffic, roles)));
    cells.whenClosed(cell -> {
      Fleet left = fleets.remove(cell.id());
      if (left != null) {
        left.close();
      }
    });
  }

  /// What goes over the agents' sockets.
  public AcsTraffic traffic() {
    return traffic;
  }

  @Override
  public boolean serves(String path) {
    return path.equals(ACS + SOCKET) || path.equals(TCS + SOCKET);
  }

  @Override
  public Opening open(Request request) {
    boolean acs = request.path().equals(ACS + SOCKET);
    String name =
        request.query().getOrDefault(acs ? "containerInstanceArn" : "containerInstance", "");
    Optional<InstanceArn> instance =
        InstanceArn.parse(name)
            .filter(arn ->
                arn.cell().account().equals(request.caller().account())
                    && arn.cell().region().equals(request.region()));
    if (instance.isEmpty()) {
      return refused(
          BAD_REQUEST,
          "InvalidInstanceException",
          "'" + name + "' names no container instance of this account and region.");
    }
    var wish =
        new Authorize.Wish(
            acs ? "ecs:Poll" : "ecs:StartTelemetrySession",
            List.of(instance.get().toString()),
            Map.of("ecs:cluster", instance.get().clusterArn().toString()),
            request.region());
    Optional<String> denied = access.refusal(request.caller(), _ -> wish);
    if (denied.isPresent()) {
      return refused(FORBIDDEN, "AccessDeniedException", denied.get());
    }
    return switch (cells.find(instance.get().cell())) {
      case Cells.Found.Elsewhere(var server) ->
          refused(UNAVAILABLE, "ServerException", "Ask DiscoverPollEndpoint again: " + server);
      case Cells.Found.Unknown(var why) -> refused(UNAVAILABLE, "ServerException", why);
      case Cells.Found.Here(var cell) ->
          acs ? acs(instance.get(), cell, request) : tcs(instance.get(), cell);
    };
  }

  private Opening acs(InstanceArn instance, Cell cell, Request request) {
    Fleet fleet = fleets.get(cell.id());
    if (fleet == null) {
      return refused(UNAVAILABLE, "ServerException", "The cell was just closed here; try again.");
    }
    VersionInfo versions =
        VersionInfo.builder()
            .agentVersion(request.query().get("agentVersion"))
            .agentHash(request.query().get("agentHash"))
            .dockerVersion(request.query().get("dockerVersion"))
            .build();
    if (!fleet.knows(instance)) {
      return refused(
          BAD_REQUEST,
          "InactiveInstanceException",
          "The container instance " + instance + " is not registered.");
    }
    return new Opening.Accepted(socket -> fleet.opened(instance, versions, socket));
  }

  private static Opening tcs(InstanceArn instance, Cell cell) {
    return new Opening.Accepted(socket -> new TcsSession(instance, cell, socket).open());
  }

  private static Opening refused(int status, String type, String message) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("type", type);
    body.putObject("message").put("message", message);
    return new Opening.Refused(status, body.toString());
  }
}
