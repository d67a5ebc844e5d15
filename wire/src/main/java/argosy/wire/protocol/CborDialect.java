package argosy.wire.protocol;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.shape.CborShape;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Smithy RPC v2 in CBOR: the action in the path, CBOR in and out.
record CborDialect(Service service) implements Dialect {
  private static final CBORMapper CBOR = new CBORMapper();

  @Override
  public Asked ask(HttpRequest request) {
    String path = request.path();
    int slash = path.lastIndexOf('/');
    boolean operation = path.substring(0, Math.max(slash, 0)).endsWith("/operation");
    return new CborAsked(operation ? path.substring(slash + 1) : "", request.body());
  }

  @Override
  public Message reply(String action, SdkPojo response, String requestId) {
    return new Message(headers(requestId), CborShape.toBytes(response));
  }

  @Override
  public Message error(WireError error, String requestId) {
    byte[] body =
        CBOR.writeValueAsBytes(
            CBOR.createObjectNode().put("__type", error.code()).put("message", error.message()));
    Headers headers = QueryDialect.compatible(service, error, headers(requestId));
    return new Message(error.status(), headers, body);
  }

  @Override
  public WireError unknownAction(String action) {
    String what = action.isEmpty() ? "The path names no action" : action + " is no action";
    return new WireError(
        "UnknownOperationException", what + " of the service " + service.name() + ".", 404);
  }

  @Override
  public WireError fault(String message) {
    return WireError.server(message);
  }

  private static Headers headers(String requestId) {
    return Headers.of(
        "Content-Type",
        "application/cbor",
        "smithy-protocol",
        "rpc-v2-cbor",
        "x-amzn-RequestId",
        requestId);
  }

  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record CborAsked(String action, byte[] body) implements Asked {
    @Override
    public <T extends SdkPojo> T decode(Class<T> request) {
      return CborShape.read(body, request);
    }
  }
}
