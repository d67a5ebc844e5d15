package argosy.wire.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;

/// Members of requests that AWS's own agents send and AWS's public model lacks, so that the SDK's
/// classes have no place for them. They are read and written like any other member, and lie in the
/// request's override configuration: the SDK's place for what a request carries beside its model.
public final class Unmodelled {

  /// The token of RegisterContainerInstance: the same on every try of one registration.
  public static final Unmodelled CLIENT_TOKEN = new Unmodelled("clientToken");

  private static final Map<String, Unmodelled> OF =
      Map.of(
          "software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest",
          CLIENT_TOKEN);

  private final ExecutionAttribute<String> place;
  private final SdkField<String> field;

  private Unmodelled(String name) {
    place = new ExecutionAttribute<>("argosy." + name);
    field =
        SdkField.builder(MarshallingType.STRING)
            .memberName(name)
            .getter(request -> in((AwsRequest) request).orElse(null))
            .setter((builder, value) -> put((AwsRequest.Builder) builder, value))
            .traits(
                LocationTrait.builder()
                    .location(MarshallLocation.PAYLOAD)
                    .locationName(name)
                    .build())
            .build();
  }

  /// Those of a model class.
  static List<SdkField<?>> of(Class<?> model) {
    Unmodelled known = OF.get(model.getName());
    return known == null ? List.of() : List.of(known.field);
  }

  /// What a request says.
  public Optional<String> in(AwsRequest request) {
    return request
        .overrideConfiguration()
        .map(beside -> beside.executionAttributes().getAttribute(place));
  }

  /// Says it in a request.
  public void put(AwsRequest.Builder builder, String value) {
    AwsRequestOverrideConfiguration before = builder.overrideConfiguration();
    var beside = before == null ? AwsRequestOverrideConfiguration.builder() : before.toBuilder();
    builder.overrideConfiguration(beside.putExecutionAttribute(place, value).build());
  }
}
