package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.network.AddressPool;
import argosy.domain.placement.Held;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Room;
import argosy.domain.placement.Veto;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;

/// Decides what starting tasks on instances means that the caller chose: one on each, or why not.
/// Placement constraints are for those who let ECS choose; room is checked all the same.
public final class StartTask {

  /// ECS's limit of instances in a request.
  static final int INSTANCES_MAX = 10;

  private StartTask() {}

  public static Outcome<RunTask.Started> decide(
      Picture picture,
      ClusterArn cluster,
      StartTaskRequest said,
      Instant now,
      RandomGenerator random) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    int count = said.containerInstances().size();
    if (count < 1 || count > INSTANCES_MAX) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "containerInstances needs 1 to " + INSTANCES_MAX + " entries, not " + count + "."));
    }
    return switch (Draft.of(picture, cluster, TaskRequest.of(said))) {
      case Draft.Drafted.Refused(EcsError error) -> Outcome.refused(error);
      case Draft.Drafted.Ready(Draft draft) -> {
        var wanted =
            new Wanted(
                draft.held(),
                Gpus.wanted(draft.spec()),
                draft.spec().requiresAttributes(),
                List.of(),
                List.of());
        var wiring = Wiring.of(picture, AddressPool.of(picture), said.networkConfiguration());
        Optional<EcsError> wrong = complaint(draft, wiring);
        if (wrong.isPresent()) {
          yield Outcome.refused(wrong.get());
        }
        Room room = Rooms.of(picture, cluster);
        Set<String> hosted = room.zones();
        var tasks = new ArrayList<Task>();
        var failures = new ArrayList<Failure>();
        for (String reference : said.containerInstances()) {
          Wanted here = wanted.with(wiring.constraints(hosted));
          switch (look(room, cluster, reference, here)) {
            case Found.Unfit(Failure failure) -> failures.add(failure);
            case Found.Fit(Ledger ledger) -> {
              Route route = ledger.isExternal() ? Route.EXTERNAL : Route.EC2;
              Held held = ledger.holding(wanted);
              TaskArn name = draft.name(random);
              @Nullable Wire wire =
                  wiring
                      .subnet(ledger.host().zone(), hosted)
                      .flatMap(subnet -> wiring.take(name, subnet, now, random))
                      .orElse(null);
              var seat = new Draft.Seat(ledger.instance(), held.gpus(), wire);
              tasks.add(draft.on(name, seat, route, now, random));
              room = room.with(ledger.plus(held));
            }
          }
        }
        yield RunTask.Started.outcome(tasks, failures);
      }
    };
  }

  /// What is said that tasks of instances can't have.
  private static Optional<EcsError> complaint(Draft draft, Wiring wiring) {
    Optional<String> wrong =
        Storage.isWanted(draft.spec())
            ? Optional.of(Storage.FARGATE_ONLY)
            : wiring.isPublic()
                ? Optional.of("Assign public IP is not supported for this launch type.")
                : Optional.empty();
    return wrong.map(EcsError.InvalidParameter::new);
  }

  /// An instance that was asked for.
  private sealed interface Found {
    record Fit(Ledger ledger) implements Found {}

    record Unfit(Failure failure) implements Found {}
  }

  private static Found look(Room room, ClusterArn cluster, String reference, Wanted wanted) {
    Optional<InstanceArn> arn = InstanceArn.parse(cluster, reference);
    Optional<Ledger> known = arn.flatMap(room::ledger);
    if (known.isEmpty()) {
      String name = arn.map(InstanceArn::toString).orElse(reference);
      return new Found.Unfit(Failure.builder().arn(name).reason("MISSING").build());
    }
    Ledger ledger = known.get();
    Instance instance = ledger.instance();
    if (instance.status() != InstanceStatus.ACTIVE) {
      return new Found.Unfit(
          Failure.builder()
              .arn(instance.arn().toString())
              .reason("INACTIVE")
              .detail("The instance is " + instance.status() + " and takes no tasks.")
              .build());
    }
    Optional<Veto> veto = ledger.veto(wanted);
    return veto.isPresent() ? new Found.Unfit(veto.get().failure(instance)) : new Found.Fit(ledger);
  }
}
