package argosy.domain.cluster;

import argosy.domain.capacity.Strategy;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaultsRequest;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;

/// Decides what creating a cluster means. Creating one that exists answers the one that exists, as
/// long as it is what the request wants.
public final class CreateCluster {

  private CreateCluster() {}

  /// @param insights what containerInsights is where the request says nothing of it
  public static Outcome<Cluster> decide(
      Picture picture, ClusterArn arn, CreateClusterRequest request, String insights, Instant now) {
    Optional<EcsError> wrong = complaint(picture, arn, request);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    List<ClusterSetting> settings =
        request.settings().isEmpty() ? insights(insights) : List.copyOf(request.settings());
    var wanted =
        new Cluster(
            arn,
            settings,
            List.copyOf(request.tags()),
            now,
            null,
            new ClusterCapacity(
                request.capacityProviders(),
                Strategy.echo(request.defaultCapacityProviderStrategy())),
            request.configuration(),
            serviceConnect(request.serviceConnectDefaults()));
    Optional<Cluster> existing = Cluster.active(picture, arn);
    if (existing.isPresent()) {
      return isWanted(existing.get(), wanted, request)
          ? Outcome.unchanged(existing.get())
          : Outcome.refused(
              new EcsError.InvalidParameter(
                  "Arguments on this idempotent request are inconsistent with arguments used in"
                      + " previous request(s)."));
    }
    return Outcome.put(wanted, wanted);
  }

  private static Optional<EcsError> complaint(
      Picture picture, ClusterArn arn, CreateClusterRequest request) {
    return CheckCluster.name(arn.name())
        .or(() -> CheckCluster.settings(request.settings()))
        .or(() -> CheckCluster.configuration(request.configuration()))
        .or(() -> CheckCluster.serviceConnect(request.serviceConnectDefaults()))
        .or(() -> Tags.complaint(request.tags()))
        .or(() ->
            CheckCluster.capacity(
                picture, request.capacityProviders(), request.defaultCapacityProviderStrategy()));
  }

  private static List<ClusterSetting> insights(String value) {
    return List.of(
        ClusterSetting.builder().name(ClusterSettingName.CONTAINER_INSIGHTS).value(value).build());
  }

  /// None if nothing, or an empty namespace, was said: that is how callers take one away.
  static @Nullable ClusterServiceConnectDefaults serviceConnect(
      @Nullable ClusterServiceConnectDefaultsRequest said) {
    return said == null || said.namespace().isEmpty()
        ? null
        : ClusterServiceConnectDefaults.builder().namespace(said.namespace()).build();
  }

  /// Only what the request says must be as it is; tags may differ.
  private static boolean isWanted(Cluster there, Cluster wanted, CreateClusterRequest request) {
    return (request.settings().isEmpty() || there.settings().equals(wanted.settings()))
        && (wanted.configuration() == null || wanted.configuration().equals(there.configuration()))
        && (wanted.serviceConnect() == null
            || wanted.serviceConnect().equals(there.serviceConnect()))
        && (request.capacityProviders().isEmpty()
            || wanted.capacity().providers().equals(there.capacity().providers()))
        && (request.defaultCapacityProviderStrategy().isEmpty()
            || wanted.capacity().strategy().equals(there.capacity().strategy()));
  }
}
