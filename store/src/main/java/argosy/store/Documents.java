package argosy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.DaemonDeploymentArn;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.network.Cidr;
import argosy.domain.network.Cidr6;
import argosy.domain.network.Ipv4;
import argosy.domain.network.Ipv6;
import argosy.domain.state.Entity;
import argosy.domain.state.Kind;
import argosy.wire.shape.JsonShape;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Entities as JSON documents. Names of members are those of the records; objects of the AWS model
/// are spelled as on the wire, identifiers as ARNs, addresses as everybody writes them.
final class Documents {

  /// Rises when a document's shape changes so that older ones need an upgrade.
  static final int SCHEMA = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(JsonShape.module())
          .addModule(
              identifiers()
                  .addSerializer(Cidr.class, text())
                  .addSerializer(Cidr6.class, text())
                  .addSerializer(Ipv4.class, text())
                  .addSerializer(Ipv6.class, text())
                  .addDeserializer(Cidr.class, parsed(Cidr::parse))
                  .addDeserializer(Cidr6.class, parsed(Cidr6::parse))
                  .addDeserializer(Ipv4.class, parsed(Ipv4::parse))
                  .addDeserializer(Ipv6.class, parsed(Ipv6::parse))
                  .addSerializer(ClusterArn.class, text())
                  .addSerializer(InstanceArn.class, text())
                  .addSerializer(RevisionArn.class, text())
                  .addSerializer(TaskSetArn.class, text())
                  .addSerializer(ServiceArn.class, text())
                  .addSerializer(ServiceDeploymentArn.class, text())
                  .addSerializer(TaskArn.class, text())
                  .addSerializer(TaskDefinitionArn.class, text())
                  .addSerializer(DaemonArn.class, text())
                  .addSerializer(DaemonDeploymentArn.class, text())
                  .addSerializer(DaemonRevisionArn.class, text())
                  .addDeserializer(DaemonArn.class, parsed(DaemonArn::parse))
                  .addDeserializer(DaemonDeploymentArn.class, parsed(DaemonDeploymentArn::parse))
                  .addDeserializer(DaemonRevisionArn.class, parsed(DaemonRevisionArn::parse))
                  .addDeserializer(Instant.class, times())
                  .addDeserializer(ClusterArn.class, parsed(ClusterArn::parse))
                  .addDeserializer(InstanceArn.class, parsed(InstanceArn::parse))
                  .addDeserializer(RevisionArn.class, parsed(RevisionArn::parse))
                  .addDeserializer(TaskSetArn.class, parsed(TaskSetArn::parse))
                  .addDeserializer(ServiceArn.class, parsed(ServiceArn::parse))
                  .addDeserializer(ServiceDeploymentArn.class, parsed(ServiceDeploymentArn::parse))
                  .addDeserializer(TaskArn.class, parsed(TaskArn::parse))
                  .addDeserializer(TaskDefinitionArn.class, parsed(TaskDefinitionArn::parse)))
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Documents() {}

  static String write(Entity entity) {
    return JSON.writeValueAsString(entity);
  }

  /// @param document in UTF-8
  /// @throws IllegalArgumentException if the document isn't one of the kind's
  static <E extends Entity> E read(Kind<E> kind, byte[] document) {
    try {
      return JSON.readValue(document, kind.type());
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "no document of kind " + kind.name() + ": " + new String(document, UTF_8), e);
    }
  }

  /// @throws IllegalArgumentException if a newer version wrote documents of the schema
  static void check(int schema) {
    if (schema > SCHEMA) {
      throw new IllegalArgumentException(
          "a document of schema "
              + schema
              + " needs a newer Argosy; this one reads up to "
              + SCHEMA);
    }
  }

  private static SimpleModule identifiers() {
    return new SimpleModule("identifiers");
  }

  private static <T> ValueSerializer<T> text() {
    return new ValueSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializationContext context) {
        out.writeString(value.toString());
      }
    };
  }

  private static ValueDeserializer<Instant> times() {
    return new ValueDeserializer<>() {
      @Override
      public Instant deserialize(JsonParser in, DeserializationContext context) {
        try {
          return Times.parse(in.getString());
        } catch (DateTimeException e) {
          throw new IllegalArgumentException("no time: " + in.getString(), e);
        }
      }
    };
  }

  private static <T> ValueDeserializer<T> parsed(Function<String, Optional<T>> parse) {
    return new ValueDeserializer<>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) {
        String text = in.getString();
        return parse
            .apply(text)
            .orElseThrow(() -> new IllegalArgumentException("not one of the kind: " + text));
      }
    };
  }
}
