package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.Ids;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Held;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Reservation;
import argosy.domain.placement.Rules;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.NotRunYet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// Decides what running tasks means: each gets an instance, or says why none takes it.
public final class RunTask {

  /// ECS's quota of tasks in one request.
  static final int COUNT_MAX = 10;

  private RunTask() {}

  /// @param failures one for each instance that refused, for the first task that found no place
  public record Started(List<Task> tasks, List<Failure> failures) {}

  public static Outcome<Started> decide(
      Picture picture,
      ClusterArn cluster,
      RunTaskRequest request,
      Instant now,
      RandomGenerator random) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    int count = Objects.requireNonNullElse(request.count(), 1);
    if (count < 1 || count > COUNT_MAX) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "count must be between 1 and " + COUNT_MAX + ", not " + count + "."));
    }
    Optional<Definition> found = definition(picture, cluster.cell(), request.taskDefinition());
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.Client("TaskDefinition not found."));
    }
    Definition definition = found.get();
    Optional<Outcome<Started>> before = repeated(picture, cluster, request, definition);
    if (before.isPresent()) {
      return before.get();
    }
    Optional<EcsError> refusal = refusal(request, definition);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    return place(picture, cluster, request, definition, now, random);
  }

  private static Optional<Definition> definition(
      Picture picture, CellId cell, @Nullable String reference) {
    return Optional.ofNullable(reference)
        .flatMap(text -> TaskDefinitionArn.Reference.parse(cell, text))
        .flatMap(parsed -> Definition.find(picture, cell, parsed));
  }

  private static Optional<Outcome<Started>> repeated(
      Picture picture, ClusterArn cluster, RunTaskRequest request, Definition definition) {
    if (request.clientToken() == null) {
      return Optional.empty();
    }
    Collection<Task> made = picture.by(Task.BY_TOKEN, cluster.name() + "/" + request.clientToken());
    if (made.isEmpty()) {
      return Optional.empty();
    }
    boolean same = made.stream().allMatch(task -> task.definition().equals(definition.arn()));
    return Optional.of(
        same
            ? Outcome.unchanged(new Started(List.copyOf(made), List.of()))
            : Outcome.refused(
                new EcsError.Conflict(
                    "The client token was used before, for a task of another definition.")));
  }

  private static Optional<EcsError> refusal(RunTaskRequest request, Definition definition) {
    Optional<EcsError> tags = Tags.complaint(request.tags());
    if (tags.isPresent()) {
      return tags;
    }
    if (!definition.isActive()) {
      return Optional.of(new EcsError.Client("TaskDefinition is inactive"));
    }
    if (request.launchType() != null && request.launchType() != LaunchType.EC2) {
      return Optional.of(
          new EcsError.InvalidParameter(
              "Argosy does not run launch type "
                  + request.launchTypeAsString()
                  + " yet; use EC2 and a task definition in network mode bridge, host or none."));
    }
    List<String> missing = NotRunYet.of(definition.spec());
    if (!missing.isEmpty()) {
      return Optional.of(
          new EcsError.InvalidParameter(
              "The task definition "
                  + definition.arn().family()
                  + ":"
                  + definition.arn().revision()
                  + " asks for what Argosy does not run yet: "
                  + String.join(", ", missing)
                  + "."));
    }
    return Optional.ofNullable(request.overrides()).flatMap(all -> stray(all, definition));
  }

  private static Optional<EcsError> stray(TaskOverride overrides, Definition definition) {
    Set<String> names =
        definition.spec().containerDefinitions().stream()
            .map(ContainerDefinition::name)
            .collect(Collectors.toUnmodifiableSet());
    return overrides.containerOverrides().stream()
        .map(override -> String.valueOf(override.name()))
        .filter(name -> !names.contains(name))
        .findFirst()
        .map(name ->
            new EcsError.InvalidParameter(
                "Override for container named "
                    + name
                    + " is not a container in the TaskDefinition."));
  }

  private static Outcome<Started> place(
      Picture picture,
      ClusterArn cluster,
      RunTaskRequest request,
      Definition definition,
      Instant now,
      RandomGenerator random) {
    String group =
        Objects.requireNonNullElse(request.group(), "family:" + definition.arn().family());
    Reservation reservation = Reserve.of(definition.spec());
    Wanted wanted;
    try {
      wanted =
          new Wanted(
              new Held(reservation, group, false),
              definition.spec().requiresAttributes(),
              Rules.constraints(
                  request.placementConstraints(), definition.spec().placementConstraints()),
              Rules.strategies(request.placementStrategy()));
    } catch (Rules.Wrong e) {
      return Outcome.refused(new EcsError.InvalidParameter(String.valueOf(e.getMessage())));
    }
    var placement = new Placement(Rooms.of(picture, cluster), wanted, random);
    if (placement.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter("No Container Instances were found in your cluster."));
    }
    var tasks = new ArrayList<Task>();
    var failures = new ArrayList<Failure>();
    int count = Objects.requireNonNullElse(request.count(), 1);
    while (tasks.size() < count && failures.isEmpty()) {
      Optional<Instance> instance = placement.take();
      if (instance.isPresent()) {
        tasks.add(task(request, definition, instance.get(), wanted, now, random));
      } else {
        failures.addAll(failures(placement));
      }
    }
    return new Outcome.Accepted<>(
        tasks.stream().<Change>map(Change.Put::new).toList(),
        tasks.stream().<Effect>map(t -> new Effect.TellAgent(t.instance(), t.arn())).toList(),
        new Started(tasks, failures));
  }

  private static Task task(
      RunTaskRequest request,
      Definition definition,
      Instance instance,
      Wanted wanted,
      Instant now,
      RandomGenerator random) {
    var launch =
        new Launch(
            wanted.held().group(),
            request.startedBy(),
            Objects.requireNonNullElse(request.overrides(), TaskOverride.builder().build()),
            request.tags(),
            wanted.held().reservation(),
            instance.zone(),
            request.clientToken());
    List<ContainerState> containers =
        definition.spec().containerDefinitions().stream()
            .map(c -> ContainerState.pending(c.name(), Ids.uuid(random), c.essential()))
            .toList();
    return new Task(
        new TaskArn(instance.arn().cell(), instance.arn().cluster(), Ids.hex(random)),
        definition.arn(),
        instance.arn(),
        launch,
        TaskStatus.PENDING,
        TaskStatus.RUNNING,
        containers,
        Times.created(now),
        null,
        1);
  }

  private static List<Failure> failures(Placement placement) {
    return placement.vetoes().entrySet().stream()
        .map(refused ->
            Failure.builder()
                .arn(refused.getKey().arn().toString())
                .reason(refused.getValue().reason())
                .detail(refused.getValue().explain())
                .build())
        .toList();
  }
}
