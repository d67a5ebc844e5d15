package argosy.domain.task;

import argosy.domain.capacity.Platform;
import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.Ids;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Instance;
import argosy.domain.network.CheckNetwork;
import argosy.domain.placement.Held;
import argosy.domain.placement.Rules;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import argosy.domain.taskdef.CheckOverrides;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.NotRunYet;
import argosy.domain.taskdef.Overridden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// What all tasks of one request have in common, before it is known where they go.
///
/// @param spec the definition as the request's overrides leave it
/// @param held what each of them takes
record Draft(
    ClusterArn cluster,
    Definition definition,
    TaskDefinition spec,
    Held held,
    List<Tag> tags,
    TaskRequest request) {

  /// A draft, or why there is none.
  sealed interface Drafted {
    record Ready(Draft draft) implements Drafted {}

    record Refused(EcsError error) implements Drafted {}
  }

  static Drafted of(Picture picture, ClusterArn cluster, TaskRequest request) {
    Optional<Definition> found = definition(picture, cluster.cell(), request.definition());
    if (found.isEmpty()) {
      return new Drafted.Refused(new EcsError.Client("TaskDefinition not found."));
    }
    Definition definition = found.get();
    if (!definition.isActive()) {
      return new Drafted.Refused(new EcsError.Client("TaskDefinition is inactive"));
    }
    Optional<EcsError> tags = Tags.complaint(request.tags());
    if (tags.isPresent()) {
      return new Drafted.Refused(tags.get());
    }
    Optional<String> wrong =
        request
            .complaint()
            .or(() ->
                Optional.ofNullable(
                    CheckOverrides.complaint(definition.spec(), request.override())));
    if (wrong.isPresent()) {
      return new Drafted.Refused(new EcsError.InvalidParameter(wrong.get()));
    }
    return of(picture, cluster, request, definition);
  }

  /// @param request that was checked before, or that nobody wrote
  /// @param definition in whatever status it is by now
  static Drafted of(
      Picture picture, ClusterArn cluster, TaskRequest request, Definition definition) {
    TaskDefinition spec = Overridden.of(definition.spec(), request.override());
    List<String> missing = NotRunYet.of(spec);
    if (!missing.isEmpty()) {
      return new Drafted.Refused(new EcsError.InvalidParameter(notYet(definition, spec, missing)));
    }
    Optional<EcsError> network = CheckNetwork.complaint(picture, spec, request.where().network());
    if (network.isPresent()) {
      return new Drafted.Refused(network.get());
    }
    List<Tag> all = tags(request, definition);
    if (all.size() > Tags.TAGS_MAX) {
      return new Drafted.Refused(
          new EcsError.InvalidParameter(
              "A task has at most "
                  + Tags.TAGS_MAX
                  + " tags; with those of its definition it would have "
                  + all.size()
                  + "."));
    }
    String group =
        Objects.requireNonNullElse(request.group(), "family:" + definition.arn().family());
    var held = new Held(Reserve.of(spec), group, false);
    return new Drafted.Ready(
        new Draft(cluster, definition, spec, held, withManaged(all, request, cluster), request));
  }

  /// The same for tasks that go by routes, which are all of Fargate or none.
  Draft by(List<Route> routes) {
    return routes.stream().anyMatch(Route::isFargate)
        ? new Draft(
            cluster,
            definition,
            spec,
            new Held(Reserve.onFargate(spec), held.group(), false),
            tags,
            request)
        : this;
  }

  private static Optional<Definition> definition(
      Picture picture, CellId cell, @Nullable String reference) {
    return Optional.ofNullable(reference)
        .flatMap(text -> TaskDefinitionArn.Reference.parse(cell, text))
        .flatMap(parsed -> Definition.find(picture, cell, parsed));
  }

  private static String notYet(Definition definition, TaskDefinition spec, List<String> missing) {
    return "The task definition "
        + definition.arn().family()
        + ":"
        + definition.arn().revision()
        + (spec.equals(definition.spec()) ? "" : " with these overrides")
        + " asks for what Argosy does not run yet: "
        + String.join(", ", missing)
        + ".";
  }

  /// A tag of the request wins over the definition's of the same key.
  private static List<Tag> tags(TaskRequest request, Definition definition) {
    List<Tag> propagated =
        request.propagateTags() == PropagateTags.TASK_DEFINITION ? definition.tags() : List.of();
    return Tags.added(propagated, request.tags());
  }

  /// AWS's own tags don't count for the quota.
  private static List<Tag> withManaged(List<Tag> tags, TaskRequest request, ClusterArn cluster) {
    if (!request.managedTags()) {
      return tags;
    }
    List<Tag> managed = new ArrayList<>();
    managed.add(Tag.builder().key("aws:ecs:clusterName").value(cluster.name()).build());
    String group = Objects.requireNonNullElse(request.group(), "");
    if (group.startsWith(Task.SERVICE)) {
      String service = group.substring(Task.SERVICE.length());
      managed.add(Tag.builder().key("aws:ecs:serviceName").value(service).build());
    }
    return Tags.added(tags, managed);
  }

  /// What each of the tasks wants of its instance.
  ///
  /// @throws Rules.Wrong if a rule of the request or of the definition can't be understood
  Wanted wanted(List<PlacementConstraint> constraints, List<PlacementStrategy> strategies)
      throws Rules.Wrong {
    return new Wanted(
        held,
        Gpus.wanted(spec),
        spec.requiresAttributes(),
        Rules.constraints(constraints, spec.placementConstraints()),
        Rules.strategies(strategies));
  }

  /// Where a task is.
  ///
  /// @param gpus the ids of those that it has there
  /// @param wire null where it has no network interface to itself
  record Seat(Instance instance, List<String> gpus, @Nullable Wire wire) {
    String zone() {
      return wire == null ? instance.zone() : wire.networkInterface().place().zone();
    }
  }

  /// The name of a task that is to be.
  TaskArn name(RandomGenerator random) {
    return new TaskArn(cluster.cell(), cluster.name(), Ids.hex(random));
  }

  /// A task in its place.
  Task on(TaskArn arn, Seat seat, Route route, Instant now, RandomGenerator random) {
    TaskRequest.@Nullable Token token = request.token();
    var launch =
        new Launch(
            held.group(),
            request.startedBy(),
            request.override(),
            tags,
            held.reservation(),
            seat.zone(),
            token == null ? null : token.text(),
            token == null ? null : token.digest(),
            route.type(),
            route.provider(),
            Gpus.each(spec, seat.gpus()),
            seat.wire(),
            route.type() == LaunchType.FARGATE
                ? Platform.version(request.where().platformVersion())
                : null);
    List<ContainerState> containers =
        spec.containerDefinitions().stream()
            .map(c -> ContainerState.pending(c.name(), Ids.uuid(random), c.essential()))
            .toList();
    return new Task(
        arn,
        definition.arn(),
        seat.instance().arn(),
        launch,
        TaskStatus.PENDING,
        TaskStatus.RUNNING,
        containers,
        Times.created(now),
        null,
        null,
        1);
  }
}
