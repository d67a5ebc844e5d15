package argosy.wire.shape;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.module.SimpleSerializers;

/// Jackson's way to the codec, for documents of ours that hold model classes.
final class ModelModule extends JacksonModule {
  @Override
  public String getModuleName() {
    return "argosy-model";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    var serializers = new SimpleSerializers();
    serializers.addSerializer(SdkPojo.class, new Writing());
    context.addSerializers(serializers);
    context.addDeserializers(new Models());
  }

  private static final class Writing extends ValueSerializer<SdkPojo> {
    @Override
    public void serialize(SdkPojo model, JsonGenerator out, SerializationContext context) {
      JsonWriter.write(out, model);
    }
  }

  private static final class Models extends Deserializers.Base {
    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return SdkPojo.class.isAssignableFrom(type);
    }

    @Override
    public @Nullable ValueDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
      Class<?> raw = type.getRawClass();
      return hasDeserializerFor(config, raw) ? new Reading(raw.asSubclass(SdkPojo.class)) : null;
    }
  }

  private static final class Reading extends ValueDeserializer<SdkPojo> {
    private final Class<? extends SdkPojo> model;

    Reading(Class<? extends SdkPojo> model) {
      this.model = model;
    }

    @Override
    public SdkPojo deserialize(JsonParser in, DeserializationContext context) {
      return JsonShape.read(in, model);
    }
  }
}
