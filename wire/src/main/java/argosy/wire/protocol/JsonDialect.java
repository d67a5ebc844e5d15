package argosy.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.shape.JsonShape;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// AWS JSON: the action in a header, JSON in and out.
///
/// @param version 1.0 or 1.1, which differ in the content type only
record JsonDialect(Service service, String version) implements Dialect, ClientDialect {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Error bodies of others, such as a proxy's page, are cited up to here.
  private static final int CITED_MAX = 200;

  @Override
  public Asked ask(HttpRequest request) {
    String target = request.headers().first("X-Amz-Target").orElse("");
    String prefix = service.target() + ".";
    return new JsonAsked(
        target.startsWith(prefix) ? target.substring(prefix.length()) : "", request.body());
  }

  @Override
  public Message reply(String action, SdkPojo response, String requestId) {
    return new Message(headers(requestId), JsonShape.toBytes(response));
  }

  @Override
  public Message error(WireError error, String requestId) {
    ObjectNode said =
        JSON.createObjectNode().put("__type", error.code()).put("message", error.message());
    error.members().forEach((name, texts) -> said.set(name, JSON.valueToTree(texts)));
    byte[] body = JSON.writeValueAsBytes(said);
    Headers headers = headers(requestId).with("x-amzn-ErrorType", error.code());
    return new Message(error.status(), QueryDialect.compatible(service, error, headers), body);
  }

  @Override
  public WireError unknownAction(String action) {
    String what =
        action.isEmpty() ? "The header X-Amz-Target names no action" : action + " is no action";
    return WireError.client(
        "UnknownOperationException", what + " of the service " + service.name() + ".");
  }

  @Override
  public WireError fault(String message) {
    return WireError.server(message);
  }

  @Override
  public Message request(String action, SdkPojo request) {
    Headers headers =
        Headers.of("Content-Type", contentType(), "X-Amz-Target", service.target() + "." + action);
    return new Message(headers, JsonShape.toBytes(request));
  }

  @Override
  public <A extends SdkPojo> A readReply(String action, byte[] body, Class<A> response) {
    return JsonShape.read(body, response);
  }

  @Override
  public WireError readError(int status, Headers headers, byte[] body) {
    JsonNode error = tree(body);
    String code =
        error
            .path("__type")
            .asStringOpt()
            .or(() -> headers.first("x-amzn-ErrorType"))
            .orElse("UnknownError");
    String message =
        error
            .path("message")
            .asStringOpt()
            .or(() -> error.path("Message").asStringOpt())
            .orElseGet(() -> cite(body));
    return new WireError(bare(code), message, status);
  }

  /// Codes come as `namespace#Code` and as `Code:documentation` too.
  private static String bare(String code) {
    String name = code.substring(code.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private static String cite(byte[] body) {
    String text = new String(body, UTF_8);
    return text.length() <= CITED_MAX ? text : text.substring(0, CITED_MAX) + "…";
  }

  private Headers headers(String requestId) {
    return Headers.of("Content-Type", contentType(), "x-amzn-RequestId", requestId);
  }

  private String contentType() {
    return "application/x-amz-json-" + version;
  }

  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record JsonAsked(String action, byte[] body) implements Asked {
    @Override
    public <T extends SdkPojo> T decode(Class<T> request) {
      return JsonShape.read(body, request);
    }
  }
}
