package argosy.domain.capacity;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Decides what creating a capacity provider means. The group behind it isn't looked at: there is
/// no Auto Scaling yet, so the provider is a record of intent.
public final class CreateCapacityProvider {

  /// More than anybody has groups, and few enough to look through for a group's second provider.
  static final int PROVIDERS_MAX = 1_000;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  private CreateCapacityProvider() {}

  public static Outcome<CapacityProvider> decide(
      Picture picture, String name, AutoScalingGroupProvider group, List<Tag> tags, Instant now) {
    Optional<EcsError> wrong =
        name(name)
            .or(() -> Tags.complaint(tags))
            .or(() -> CheckGroup.complaint(group))
            .or(() -> taken(picture, name, group));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    if (picture.count(CapacityProvider.KIND) >= PROVIDERS_MAX) {
      return Outcome.refused(
          new EcsError.LimitExceeded(
              "There are " + PROVIDERS_MAX + " capacity providers already; delete one."));
    }
    var created = new CapacityProvider(name, CheckGroup.echo(group), List.copyOf(tags), now, null);
    return Outcome.put(created, created);
  }

  private static Optional<EcsError> name(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean reserved = Stream.of("aws", "ecs", "fargate").anyMatch(lower::startsWith);
    return NAME.matcher(name).matches() && !reserved
        ? Optional.empty()
        : Optional.of(
            new EcsError.InvalidParameter(
                "The specified capacity provider name is invalid. Up to 255 characters are"
                    + " allowed, including letters (upper and lowercase), numbers, underscores"
                    + " (_), and hyphens (-). The name cannot be prefixed with \"aws\", \"ecs\","
                    + " or \"fargate\". Specify a valid name and try again."));
  }

  private static Optional<EcsError> taken(
      Picture picture, String name, AutoScalingGroupProvider group) {
    if (CapacityProvider.find(picture, name).isPresent()) {
      return Optional.of(
          new EcsError.Client(
              "The specified capacity provider already exists. To change the configuration of an"
                  + " existing capacity provider, update the capacity provider."));
    }
    boolean used =
        picture.all(CapacityProvider.KIND).stream()
            .map(CapacityProvider::group)
            .anyMatch(other ->
                other != null && other.autoScalingGroupArn().equals(group.autoScalingGroupArn()));
    return used
        ? Optional.of(
            new EcsError.Client(
                "The specified Auto Scaling group ARN is already being used by another capacity"
                    + " provider. Specify a unique Auto Scaling group ARN and try again."))
        : Optional.empty();
  }
}
