package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.control.HandClock;
import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.cell.Result;
import argosy.control.iam.Access;
import argosy.control.iam.Identities;
import argosy.control.iam.RoleSessions;
import argosy.control.iam.TaskRoles;
import argosy.domain.cluster.CreateCluster;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.ConnectAgent;
import argosy.domain.instance.Instance;
import argosy.domain.instance.RegisterInstance;
import argosy.domain.instance.Registration;
import argosy.domain.state.Decision;
import argosy.domain.task.ReportTask;
import argosy.domain.task.RunTask;
import argosy.domain.task.StopTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.store.MemoryStore;
import argosy.wire.Caller;
import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.http.Socket;
import argosy.wire.http.SocketRoutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// A cell without a thread, its gateway, and agents whose sockets are in memory.
final class FleetRig {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  static final ClusterArn CLUSTER = new ClusterArn(CELL, "default");

  final HandClock clock = new HandClock();
  final MemoryStore store = new MemoryStore();
  final Cells cells = new Cells(store, this::open);
  final Access access = new Access(new Identities(cells, store, clock), clock);
  final RoleSessions sessions = new RoleSessions(store.accounts(), clock);
  final TaskRoles roles = new TaskRoles(sessions, new SplittableRandom(2));
  final Gateway gateway = new Gateway(cells, access, roles);
  final Cell cell = ((Cells.Found.Here) cells.find(CELL)).cell();

  FleetRig() {
    done((picture, now, _) ->
        CreateCluster.decide(
            picture, CLUSTER, CreateClusterRequest.builder().build(), "disabled", now));
    register("web");
  }

  private Cell open(CellId id) {
    return new Cell(
        id,
        store,
        clock,
        new SplittableRandom(1),
        broken -> {
          throw broken;
        });
  }

  <R> R done(Decision<R> decision) {
    Result<R> result = cell.ask(decision);
    assertInstanceOf(Result.Done.class, result, result::toString);
    return ((Result.Done<R>) result).reply();
  }

  void register(String family) {
    register(family, null, null);
  }

  void register(String family, @Nullable String taskRole, @Nullable String executionRole) {
    var request =
        RegisterTaskDefinitionRequest.builder()
            .family(family)
            .taskRoleArn(taskRole)
            .executionRoleArn(executionRole)
            .containerDefinitions(
                ContainerDefinition.builder().name("web").image("busybox").memory(6).build())
            .build();
    done((picture, now, _) -> RegisterDefinition.decide(picture, CELL, request, "me", now));
  }

  InstanceArn host() {
    var request =
        RegisterContainerInstanceRequest.builder()
            .attributes(
                Attribute.builder().name("com.amazonaws.ecs.capability.task-iam-role").build())
            .totalResources(
                Resource.builder().name("CPU").integerValue(2_048).build(),
                Resource.builder().name("MEMORY").integerValue(4_096).build())
            .build();
    return done((picture, now, random) ->
            RegisterInstance.decide(picture, CLUSTER, new Registration(request, null), now, random))
        .arn();
  }

  /// Runs tasks on the one instance that is there, connected or not.
  List<TaskArn> run(int count) {
    Instance host = cell.picture().all(Instance.KIND).iterator().next();
    if (!host.agentConnected()) {
      done((picture, now, _) ->
          ConnectAgent.opened(picture, host.arn(), VersionInfo.builder().build(), now));
    }
    var arns = new ArrayList<TaskArn>();
    while (arns.size() < count) {
      var request =
          RunTaskRequest.builder()
              .taskDefinition("web")
              .count(Math.min(10, count - arns.size()))
              .build();
      RunTask.Started started =
          done((picture, now, random) -> RunTask.decide(picture, CLUSTER, request, now, random));
      arns.addAll(started.tasks().stream().map(Task::arn).toList());
    }
    return arns;
  }

  void stop(TaskArn task) {
    done((picture, now, _) -> StopTask.decide(picture, CLUSTER, task, "enough", now));
  }

  void ended(TaskArn task) {
    var report = new TaskReport(task, "STOPPED", "", List.of(), null, null, null);
    done((picture, now, _) -> ReportTask.decide(picture, report, now));
  }

  boolean connected(InstanceArn instance) {
    return cell.picture().find(Instance.key(instance)).orElseThrow().agentConnected();
  }

  /// Time passes in steps short enough for every timer.
  void pass(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
      clock.pass(Duration.ofSeconds(1));
      cell.drain();
    }
  }

  SocketRoutes.Opening opening(String path, Map<String, String> query) {
    return opening(
        path,
        query,
        new Caller("123456789012", "AKIA", "arn:aws:iam::123456789012:root", "123456789012"));
  }

  SocketRoutes.Opening opening(String path, Map<String, String> query, Caller caller) {
    return gateway.open(new SocketRoutes.Request(path, query, caller, "us-east-1"));
  }

  Agent connect(InstanceArn instance) {
    Map<String, String> query = new HashMap<>();
    query.put("containerInstanceArn", instance.toString());
    query.put("agentVersion", "1.105.1");
    query.put("agentHash", "abc");
    query.put("dockerVersion", "DockerVersion: 28");
    var accepted = assertInstanceOf(SocketRoutes.Opening.Accepted.class, opening("/acs/ws", query));
    var socket = new FakeSocket();
    var agent = new Agent(socket, accepted.listener().apply(socket));
    socket.owner(agent.listener);
    cell.drain();
    return agent;
  }

  /// The agent's end.
  final class Agent {
    final FakeSocket socket;
    final Socket.Listener listener;

    Agent(FakeSocket socket, Socket.Listener listener) {
      this.socket = socket;
      this.listener = listener;
    }

    /// What came since the last call.
    List<AcsMessage> heard() {
      return socket.taken(AcsFrame::decode);
    }

    /// The payloads that came since the last call; the rest is passed over.
    List<AcsMessage.PayloadMessage> payloads() {
      return heard().stream()
          .filter(AcsMessage.PayloadMessage.class::isInstance)
          .map(AcsMessage.PayloadMessage.class::cast)
          .toList();
    }

    /// The newest manifest that came since the last call; the rest is passed over.
    AcsMessage.TaskManifestMessage manifest() {
      return (AcsMessage.TaskManifestMessage)
          heard().stream().filter(FleetRig::isManifest).toList().getLast();
    }

    /// The one answer to a question that came since the last call.
    AcsMessage.TaskStopVerificationAck verified() {
      return assertInstanceOf(AcsMessage.TaskStopVerificationAck.class, heard().getFirst());
    }

    /// `task=desired status` of all payloads that came since the last call.
    List<String> told() {
      return payloads().stream()
          .flatMap(payload -> payload.tasks().stream())
          .map(FleetRig::told)
          .sorted()
          .toList();
    }

    void says(AcsMessage message) {
      saysFrame(AcsFrame.encode(message));
    }

    void saysFrame(String text) {
      listener.text(text);
      cell.drain();
    }

    void acks(AcsMessage.PayloadMessage payload) {
      says(new AcsMessage.AckRequest("default", "host", payload.messageId()));
    }

    void acks(AcsMessage.TaskManifestMessage manifest) {
      says(new AcsMessage.AckRequest("default", "host", manifest.messageId()));
    }

    void acksAll() {
      payloads().forEach(this::acks);
    }

    void hangsUp() {
      listener.closed(1006, "gone");
      cell.drain();
    }
  }

  static boolean isManifest(AcsMessage message) {
    return message instanceof AcsMessage.TaskManifestMessage;
  }

  /// `task=desired status` of all that a manifest names.
  static List<String> named(AcsMessage.TaskManifestMessage manifest) {
    return manifest.tasks().stream().map(t -> t.taskArn() + "=" + t.desiredStatus()).toList();
  }

  static String told(PayloadTask task) {
    return task.arn() + "=" + task.desiredStatus();
  }
}
