package argosy.domain.instance;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.TargetType;

/// Decides what it means that users put attributes on container instances, or delete them.
public final class ChangeAttributes {

  /// ECS's quota of attributes in a request, and of users' attributes on an instance.
  static final int ATTRIBUTES_MAX = 10;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_./\\\\-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9_.@/\\\\: -]{1,128}");

  private ChangeAttributes() {}

  private interface Step {
    List<Attribute> apply(List<Attribute> before, Attribute said);
  }

  /// The reply names each attribute with the ARN of its instance.
  public static Outcome<List<Attribute>> put(
      Picture picture, ClusterArn cluster, List<Attribute> said) {
    return change(picture, cluster, said, ChangeAttributes::with);
  }

  /// What isn't there needs no deleting; values that are said don't matter.
  public static Outcome<List<Attribute>> delete(
      Picture picture, ClusterArn cluster, List<Attribute> said) {
    return change(picture, cluster, said, ChangeAttributes::without);
  }

  private static Outcome<List<Attribute>> change(
      Picture picture, ClusterArn cluster, List<Attribute> said, Step step) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    if (said.isEmpty() || said.size() > ATTRIBUTES_MAX) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "attributes needs 1 to " + ATTRIBUTES_MAX + " entries, not " + said.size() + "."));
    }
    Map<InstanceArn, Instance> changed = new LinkedHashMap<>();
    var reply = new ArrayList<Attribute>();
    for (Attribute attribute : said) {
      @Nullable String wrong = wrong(attribute);
      if (wrong != null) {
        return Outcome.refused(new EcsError.InvalidParameter(wrong));
      }
      Optional<Instance> target = target(picture, cluster, attribute);
      if (target.isEmpty()) {
        return Outcome.refused(
            new EcsError.TargetNotFound("Could not find target with Id: " + attribute.targetId()));
      }
      Instance before = changed.getOrDefault(target.get().arn(), target.get());
      List<Attribute> after = step.apply(before.attributes(), attribute);
      if (after.stream().filter(ChangeAttributes::isCustom).count() > ATTRIBUTES_MAX) {
        return Outcome.refused(
            new EcsError.AttributeLimitExceeded(
                "An instance has at most " + ATTRIBUTES_MAX + " custom attributes."));
      }
      if (!after.equals(before.attributes())) {
        changed.put(before.arn(), before.with(after));
      }
      reply.add(attribute.toBuilder().targetId(before.arn().toString()).build());
    }
    return new Outcome.Accepted<>(
        changed.values().stream().<Change>map(Change.Put::new).toList(), List.of(), reply);
  }

  private static @Nullable String wrong(Attribute said) {
    if (said.name() == null || !NAME.matcher(said.name()).matches()) {
      return "Invalid attribute name '"
          + said.name()
          + "': 1 to 128 letters, numbers, hyphens, underscores, slashes, backslashes and periods.";
    }
    if (!isCustom(said)) {
      return "The attribute '" + said.name() + "' is set by the agent and cannot be changed.";
    }
    String value = said.value();
    if (value != null
        && (!VALUE.matcher(value).matches() || value.startsWith(" ") || value.endsWith(" "))) {
      return "Invalid value '"
          + value
          + "' of the attribute '"
          + said.name()
          + "': 1 to 128 letters, numbers, spaces within and - _ . @ / \\ :";
    }
    if (said.targetType() == TargetType.UNKNOWN_TO_SDK_VERSION) {
      return "targetType must be container-instance, not " + said.targetTypeAsString() + ".";
    }
    if (said.targetId() == null || said.targetId().isEmpty()) {
      return "Each of attributes needs the targetId of a container instance.";
    }
    return said.targetType() == null && !said.targetId().startsWith("arn:")
        ? "A targetId that is no ARN needs the targetType container-instance."
        : null;
  }

  private static Optional<Instance> target(
      Picture picture, ClusterArn cluster, Attribute attribute) {
    return InstanceArn.parse(cluster, attribute.targetId())
        .flatMap(arn -> Instance.member(picture, arn));
  }

  /// Agents register what they can do and where they are under names of these beginnings.
  private static boolean isCustom(Attribute attribute) {
    return !attribute.name().startsWith("ecs.")
        && !attribute.name().startsWith("com.amazonaws.ecs.");
  }

  private static List<Attribute> with(List<Attribute> before, Attribute said) {
    var all = new ArrayList<>(without(before, said));
    all.add(Attribute.builder().name(said.name()).value(said.value()).build());
    return List.copyOf(all);
  }

  private static List<Attribute> without(List<Attribute> before, Attribute said) {
    return before.stream().filter(known -> !known.name().equals(said.name())).toList();
  }
}
