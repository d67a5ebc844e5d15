package argosy.wire.acs;

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

/// The envelope of the ACS web socket: `{"type": "<name>", "message": {…}}`, both ways.
public final class AcsFrame {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final Map<String, Class<? extends AcsMessage>> TYPES =
      Stream.of(
              AcsMessage.PayloadMessage.class,
              AcsMessage.HeartbeatMessage.class,
              AcsMessage.TaskManifestMessage.class,
              AcsMessage.TaskStopVerificationAck.class,
              AcsMessage.ErrorMessage.class,
              AcsMessage.AckRequest.class,
              AcsMessage.NackRequest.class,
              AcsMessage.HeartbeatAckRequest.class,
              AcsMessage.TaskStopVerificationMessage.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private AcsFrame() {}

  public static String encode(AcsMessage message) {
    ObjectNode frame = JSON.createObjectNode();
    frame.put("type", message.getClass().getSimpleName());
    frame.set("message", JSON.valueToTree(message));
    return frame.toString();
  }

  /// The message in a frame; [AcsMessage.Unknown] for a type that this version doesn't know.
  ///
  /// @throws IllegalArgumentException if the text is no frame, or its message lacks the shape of
  ///   its type; an unknown type is [AcsMessage.Unknown]
  public static AcsMessage decode(String text) {
    try {
      JsonNode frame = JSON.readTree(text);
      if (!frame.isObject()) {
        throw new IllegalArgumentException("not an ACS frame: no JSON object");
      }
      String type = frame.path("type").asString("");
      Class<? extends AcsMessage> known = TYPES.get(type);
      if (known == null) {
        return new AcsMessage.Unknown(type);
      }
      JsonNode message = frame.path("message");
      return JSON.treeToValue(message.isObject() ? message : JSON.createObjectNode(), known);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not an ACS frame: " + e.getOriginalMessage(), e);
    }
  }
}
