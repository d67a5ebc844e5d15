package argosy.store;

import argosy.domain.taskdef.Spec;
import argosy.wire.shape.JsonShape;
import java.util.Arrays;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/// Keeps what definitions say as the bytes of their documents until it is asked for: most of a
/// start with many definitions would be the reading of them.
final class Specs {

  /// The attribute that holds the document which is read, as bytes.
  static final String DOCUMENT = "document";

  private Specs() {}

  static JacksonModule module() {
    return new SimpleModule("specs")
        .addSerializer(Spec.class, new Writing())
        .addDeserializer(Spec.class, new Reading());
  }

  private static final class Writing extends ValueSerializer<Spec> {
    @Override
    public void serialize(Spec spec, JsonGenerator out, SerializationContext context) {
      context.writeValue(out, spec.get());
    }
  }

  private static final class Reading extends ValueDeserializer<Spec> {
    @Override
    public Spec deserialize(JsonParser in, DeserializationContext context) {
      var document = (byte[]) context.getAttribute(DOCUMENT);
      int start = (int) in.currentTokenLocation().getByteOffset();
      TaskDefinitionStatus status = status(in);
      byte[] said = Arrays.copyOfRange(document, start, (int) in.currentLocation().getByteOffset());
      return Spec.later(status, () -> JsonShape.read(said, TaskDefinition.class));
    }

    /// Goes to the end of the object.
    private static TaskDefinitionStatus status(JsonParser in) {
      String status = null;
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isStatus = in.currentName().equals("status");
        in.nextToken();
        if (isStatus) {
          status = in.getString();
        }
        in.skipChildren();
      }
      return TaskDefinitionStatus.fromValue(status);
    }
  }
}
