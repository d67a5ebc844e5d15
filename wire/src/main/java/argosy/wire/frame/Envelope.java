package argosy.wire.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a message travels in: `{"type": "<name>", "message": {…}}`, both ways.
///
/// @param <M> the messages of one kind of socket
public final class Envelope<M> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final String frame;
  private final Map<String, Class<? extends M>> types;
  private final Function<String, M> unknown;

  /// @param frame what a frame is called, with its article
  /// @param types those that are known; a type is named as its class is
  /// @param unknown what stands for a message of another type
  public Envelope(String frame, Collection<Class<? extends M>> types, Function<String, M> unknown) {
    this.frame = frame;
    this.types =
        types.stream()
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    this.unknown = unknown;
  }

  public String encode(M message) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("type", message.getClass().getSimpleName());
    whole.set("message", JSON.valueToTree(message));
    return whole.toString();
  }

  /// @throws IllegalArgumentException if the text is no frame, or its message lacks the shape of
  ///   its type
  public M decode(String text) {
    try {
      JsonNode whole = JSON.readTree(text);
      if (!whole.isObject()) {
        throw new IllegalArgumentException("not " + frame + ": no JSON object");
      }
      String type = whole.path("type").asString("");
      Class<? extends M> known = types.get(type);
      if (known == null) {
        return unknown.apply(type);
      }
      JsonNode message = whole.path("message");
      return JSON.treeToValue(message.isObject() ? message : JSON.createObjectNode(), known);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not " + frame + ": " + e.getOriginalMessage(), e);
    }
  }
}
