package argosy.wire.protocol;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.shape.RestRequest;
import argosy.wire.shape.RestResponse;
import argosy.wire.shape.RestShape;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.json.JsonMapper;

/// REST-JSON: the action is a method and a path, members are all over the request.
record RestDialect(Service service, Routes routes) implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Asked ask(HttpRequest request) {
    Map<String, List<String>> query = RestShape.query(request.rawQuery());
    Routes.Found found = routes.find(request.method(), request.path(), query);
    return new RestAsked(
        found.action(), new RestRequest(found.labels(), query, request.headers(), request.body()));
  }

  @Override
  public Message reply(String action, SdkPojo response, String requestId) {
    RestResponse spread = RestShape.write(response);
    return new Message(
        spread.status(), spread.headers().with("x-amzn-RequestId", requestId), spread.body());
  }

  @Override
  public Message error(WireError error, String requestId) {
    Headers headers =
        Headers.of(
            "Content-Type",
            "application/json",
            "x-amzn-RequestId",
            requestId,
            "x-amzn-ErrorType",
            error.code());
    byte[] body = JSON.writeValueAsBytes(Map.of("message", error.message()));
    return new Message(error.status(), headers, body);
  }

  @Override
  public WireError unknownAction(String action) {
    return new WireError(
        "UnknownOperationException",
        "The method and the path name no action of the service " + service.name() + ".",
        404);
  }

  @Override
  public WireError fault(String message) {
    return new WireError("InternalServerException", message, 500);
  }

  private record RestAsked(String action, RestRequest request) implements Asked {
    @Override
    public <T extends SdkPojo> T decode(Class<T> model) {
      return RestShape.read(request, model);
    }
  }
}
