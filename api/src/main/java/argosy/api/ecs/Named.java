package argosy.api.ecs;

import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskSetArn;
import argosy.wire.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads what callers write for things, and answers for those that name none.
final class Named {

  /// As many things as a describing action takes at once.
  static final int DESCRIBED_MAX = 100;

  private Named() {}

  /// The cluster that a request means: the one it names, else `default`. Whether it exists is
  /// decided later.
  static Answer cluster(
      Context context, @Nullable String reference, Function<ClusterArn, Answer> then) {
    String named = Objects.requireNonNullElse(reference, ClusterArn.DEFAULT);
    return ClusterArn.parse(context.cell().id(), named)
        .map(then)
        .orElseGet(() -> Context.refuse(new EcsError.ClusterNotFound()));
  }

  /// The cluster that a request means, if it is there and active.
  static Answer activeCluster(
      Context context, @Nullable String reference, Function<ClusterArn, Answer> then) {
    return cluster(
        context,
        reference,
        arn ->
            argosy.domain.cluster.Cluster.active(context.picture(), arn).isPresent()
                ? then.apply(arn)
                : Context.refuse(new EcsError.ClusterNotFound()));
  }

  /// The service of a cluster that a request means. Whether it exists is decided later.
  static Answer service(
      Context context,
      @Nullable String cluster,
      @Nullable String reference,
      Function<ServiceArn, Answer> then) {
    if (reference == null) {
      return Context.invalid("service is required: the name or ARN of a service.");
    }
    return cluster(
        context,
        cluster,
        arn ->
            ServiceArn.parse(arn, reference)
                .map(then)
                .orElseGet(() -> Context.refuse(new EcsError.ServiceNotFound())));
  }

  /// The task set of a service that a request means. Whether it exists is decided later.
  ///
  /// @param member of the request that names it
  static Answer taskSet(
      Context context,
      @Nullable String cluster,
      @Nullable String service,
      String member,
      @Nullable String reference,
      Function<TaskSetArn, Answer> then) {
    if (reference == null) {
      return Context.invalid(member + " is required: the ID or ARN of a task set.");
    }
    return service(
        context,
        cluster,
        service,
        arn ->
            TaskSetArn.parse(arn, reference)
                .map(then)
                .orElseGet(() -> Context.refuse(new EcsError.TaskSetNotFound())));
  }

  /// ECS's limit of what of a service is described at once.
  private static final int ARNS_MAX = 20;

  /// The ARNs that a request names, if they are such.
  ///
  /// @param member of the request
  static Answer arns(
      String member,
      List<String> arns,
      Predicate<String> wellFormed,
      Function<List<String>, Answer> then) {
    if (arns.isEmpty() || arns.size() > ARNS_MAX) {
      return Context.invalid(
          member + " has 1 to " + ARNS_MAX + " entries, not " + arns.size() + ".");
    }
    return arns.stream()
        .filter(wellFormed.negate())
        .findFirst()
        .map(wrong -> Context.invalid("Invalid ARN in " + member + ": '" + wrong + "'."))
        .orElseGet(() -> then.apply(arns));
  }

  /// A page of what is in the cluster that a request means.
  static Answer inCluster(
      Context context,
      @Nullable String reference,
      @Nullable String token,
      @Nullable Integer maxResults,
      BiFunction<ClusterArn, Page.Request, Answer> then) {
    return activeCluster(
        context,
        reference,
        cluster -> Page.read(token, maxResults, page -> then.apply(cluster, page)));
  }

  /// Refuses ARNs of things in another cluster than the request means, as ECS does: to call them
  /// missing would hide that `cluster` was forgotten.
  static Optional<Answer> stray(ClusterArn cluster, Collection<String> references) {
    return references.stream()
        .map(reference ->
            TaskArn.parse(reference)
                .map(TaskArn::clusterArn)
                .or(() -> InstanceArn.parse(reference).map(InstanceArn::clusterArn)))
        .flatMap(Optional::stream)
        .filter(other -> other.cell().equals(cluster.cell()) && !other.equals(cluster))
        .findFirst()
        .map(other ->
            Context.invalid(
                "Invalid identifier: Identifier is for cluster "
                    + other.name()
                    + ". Your cluster is "
                    + cluster.name()));
  }
}
