package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;
import software.amazon.awssdk.services.ecs.model.TargetType;

/// Lists the attributes of a cluster's instances, by instance and name.
final class ListAttributes implements Action<ListAttributesRequest> {

  /// An attribute of an instance.
  private record Held(Instance by, Attribute attribute) {
    String position() {
      return by.key().id() + Picture.BETWEEN + attribute.name();
    }
  }

  @Override
  public Answer perform(ListAttributesRequest request, Context context) {
    if (request.targetType() != TargetType.CONTAINER_INSTANCE) {
      return Context.invalid(
          "targetType must be container-instance, not " + request.targetTypeAsString() + ".");
    }
    if (request.attributeValue() != null && request.attributeName() == null) {
      return Context.invalid("attributeValue filters only together with attributeName.");
    }
    return Named.inCluster(
        context,
        request.cluster(),
        request.nextToken(),
        request.maxResults(),
        (cluster, page) -> list(request, cluster, page, context));
  }

  private static Answer list(
      ListAttributesRequest request, ClusterArn cluster, Page.Request page, Context context) {
    Page<Held> found =
        Page.of(
            page,
            instances(context.picture(), cluster, page.after())
                .filter(instance -> instance.status() != InstanceStatus.INACTIVE)
                .flatMap(ListAttributes::held)
                .filter(held -> held.position().compareTo(page.after()) > 0)
                .filter(held -> isWanted(request, held.attribute())),
            Held::position);
    List<Attribute> attributes =
        found.items().stream()
            .map(held -> held.attribute().toBuilder().targetId(held.by().arn().toString()).build())
            .toList();
    return Context.reply(
        ListAttributesResponse.builder()
            .attributes(attributes)
            .nextToken(found.nextToken())
            .build());
  }

  /// The instances from the one on that the page before ended in.
  private static Stream<Instance> instances(Picture picture, ClusterArn cluster, String after) {
    int between = after.indexOf(Picture.BETWEEN);
    String last = between < 0 ? "" : after.substring(0, between);
    return Stream.concat(
        picture.find(Instance.KIND.key(last)).stream()
            .filter(instance -> instance.arn().clusterArn().equals(cluster)),
        picture.startingWith(Instance.KIND, cluster.name() + "/", last).stream());
  }

  private static Stream<Held> held(Instance instance) {
    return instance.attributes().stream()
        .sorted(Comparator.comparing(Attribute::name))
        .map(attribute -> new Held(instance, attribute));
  }

  private static boolean isWanted(ListAttributesRequest request, Attribute attribute) {
    return (request.attributeName() == null || request.attributeName().equals(attribute.name()))
        && (request.attributeValue() == null || request.attributeValue().equals(attribute.value()));
  }
}
