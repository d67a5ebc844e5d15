package argosy.domain.resource;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDefinition;
import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.instance.Instance;
import argosy.domain.service.Service;
import argosy.domain.service.TaskSet;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Tag;

/// What a caller means by the ARN of something that has tags.
public sealed interface Resource {

  /// @param tagged the same thing with other tags
  record Found(List<Tag> tags, Function<List<Tag>, Entity> tagged) implements Resource {}

  record Refused(EcsError error) implements Resource {}

  Pattern ARN = Pattern.compile("arn:aws[a-z-]*:ecs:([a-z0-9-]+):(\\d{12}):([a-z-]+)/(.+)");

  static Resource find(Picture picture, CellId cell, @Nullable String arn) {
    Matcher parts = ARN.matcher(arn == null ? "" : arn);
    if (!parts.matches() || arn == null) {
      return invalid("The specified resource ARN is not valid: '" + arn + "'.");
    }
    boolean here = parts.group(1).equals(cell.region()) && parts.group(2).equals(cell.account());
    if (!here) {
      return invalid("'" + arn + "' is in another account or region.");
    }
    return switch (parts.group(3)) {
      case "cluster" -> cluster(picture, arn);
      case "task-definition" ->
          found(
              TaskDefinitionArn.parse(arn)
                  .flatMap(a -> picture.find(Definition.key(a)))
                  .map(d -> new Found(d.tags(), d::tagged)),
              "task definition");
      case "task" ->
          old(parts)
              .orElseGet(() ->
                  found(
                      TaskArn.parse(arn)
                          .flatMap(a -> picture.find(Task.key(a)))
                          .map(t -> new Found(t.launch().tags(), t::tagged)),
                      "task"));
      case "container-instance" ->
          old(parts)
              .orElseGet(() ->
                  found(
                      InstanceArn.parse(arn)
                          .flatMap(a -> picture.find(Instance.key(a)))
                          .map(i -> new Found(i.tags(), i::tagged)),
                      "container instance"));
      case "daemon" ->
          found(
              DaemonArn.parse(arn)
                  .flatMap(a -> picture.find(Daemon.key(a)))
                  .map(d -> new Found(d.tags(), d::tagged)),
              "daemon");
      case "daemon-task-definition" ->
          found(
              TaskDefinitionArn.parse(arn)
                  .flatMap(a -> picture.find(DaemonDefinition.key(a)))
                  .map(d -> new Found(d.tags(), d::tagged)),
              "daemon task definition");
      case "task-set" ->
          found(
              TaskSetArn.parse(arn)
                  .flatMap(a -> picture.find(TaskSet.key(a)))
                  .map(s -> new Found(s.tags(), s::tagged)),
              "task set");
      case "service" -> old(parts).orElseGet(() -> service(picture, arn));
      case "capacity-provider" -> capacityProvider(picture, cell, arn);
      default -> found(Optional.empty(), parts.group(3));
    };
  }

  private static Resource cluster(Picture picture, String arn) {
    Optional<Cluster> found = ClusterArn.parse(arn).flatMap(a -> picture.find(Cluster.key(a)));
    if (found.isEmpty()) {
      return new Refused(new EcsError.ClusterNotFound());
    }
    return found.get().isActive()
        ? new Found(found.get().tags(), found.get()::tagged)
        : invalid("The specified cluster is inactive. Specify an active cluster and try again.");
  }

  private static Resource service(Picture picture, String arn) {
    Optional<Service> found = ServiceArn.parse(arn).flatMap(a -> picture.find(Service.key(a)));
    return found.isPresent() && !found.get().lives()
        ? invalid("The specified service is inactive. Specify an active service and try again.")
        : found(found.map(s -> new Found(s.tags(), s::tagged)), "service");
  }

  private static Resource capacityProvider(Picture picture, CellId cell, String arn) {
    Optional<CapacityProvider> found =
        CapacityProviderArn.parse(cell, arn).flatMap(a -> CapacityProvider.find(picture, a.name()));
    if (found.filter(CapacityProvider::isFargate).isPresent()) {
      return invalid("Fargate's capacity providers can't be tagged.");
    }
    return found(found.map(p -> new Found(p.tags(), p::tagged)), "capacity provider");
  }

  /// ARNs of the old form lack the cluster's name.
  private static Optional<Resource> old(Matcher parts) {
    return parts.group(4).contains("/")
        ? Optional.empty()
        : Optional.of(invalid("Long arn format must be used for tagging operations"));
  }

  private static Resource found(Optional<Found> found, String what) {
    return found.isPresent()
        ? found.get()
        : new Refused(
            new EcsError.ResourceNotFound(
                "The specified " + what + " was not found. Specify a valid ARN and try again."));
  }

  private static Resource invalid(String message) {
    return new Refused(new EcsError.InvalidParameter(message));
  }
}
