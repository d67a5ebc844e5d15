package argosy.wire.tcs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The frames of the TCS web socket: `{"type": "<name>", "message": {…}}`. What agents send has the
/// headers of a signed request in front, what they get hasn't.
public final class TcsFrame {
  private static final String LINE = "\r\n";
  private static final String HEADERS_END = LINE + LINE;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final Map<String, Class<? extends TcsMessage>> TYPES =
      Stream.of(
              TcsMessage.PublishMetricsRequest.class,
              TcsMessage.PublishHealthRequest.class,
              TcsMessage.PublishInstanceStatusRequest.class,
              TcsMessage.HeartbeatMessage.class,
              TcsMessage.AckPublishMetric.class,
              TcsMessage.AckPublishHealth.class,
              TcsMessage.AckPublishInstanceStatus.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private TcsFrame() {}

  /// As the control plane sends it.
  public static String encode(TcsMessage message) {
    ObjectNode frame = JSON.createObjectNode();
    frame.put("type", message.getClass().getSimpleName());
    frame.set("message", JSON.valueToTree(message));
    return frame.toString();
  }

  /// As an agent sends it.
  ///
  /// @param headers those that sign the request which opened the socket, `Host` among them
  public static String encode(TcsMessage message, Map<String, String> headers) {
    var frame = new StringBuilder();
    headers.forEach((name, value) -> frame.append(name).append(": ").append(value).append(LINE));
    return frame.append(LINE).append(encode(message)).toString();
  }

  /// The message in a frame of either side. Its headers are passed over: the socket was opened with
  /// a signature, and nobody else can write to it.
  ///
  /// @throws IllegalArgumentException if the text is no frame, or its message lacks the shape of
  ///   its type; an unknown type is [TcsMessage.Unknown]
  public static TcsMessage decode(String text) {
    int end = text.startsWith("{") ? -1 : text.indexOf(HEADERS_END);
    try {
      JsonNode frame = JSON.readTree(end < 0 ? text : text.substring(end + HEADERS_END.length()));
      if (!frame.isObject()) {
        throw new IllegalArgumentException("not a TCS frame: no JSON object");
      }
      String type = frame.path("type").asString("");
      Class<? extends TcsMessage> known = TYPES.get(type);
      if (known == null) {
        return new TcsMessage.Unknown(type);
      }
      JsonNode message = frame.path("message");
      return JSON.treeToValue(message.isObject() ? message : JSON.createObjectNode(), known);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a TCS frame: " + e.getOriginalMessage(), e);
    }
  }
}
