package argosy.api;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.iam.Access;
import argosy.control.iam.Identities;
import argosy.domain.id.CellId;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.ConnectAgent;
import argosy.store.MemoryStore;
import argosy.telemetry.logs.LogStore;
import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Caller;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.VersionInfo;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.iam.model.User;

/// All actions on a real cell, without HTTP and without a thread.
public final class ApiRig {
  public static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  public static final CellId CELL = new CellId("123456789012", "us-east-1");
  public static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  public static final Caller ROOT =
      new Caller("123456789012", "AKIA", "arn:aws:iam::123456789012:root", "123456789012");

  public final MemoryStore store = new MemoryStore();
  private final Cells cells = new Cells(store, this::open);
  private Instant now = NOON;
  public final LogStore logs = LogStore.memory(() -> now);
  public final Identities identities = new Identities(cells, store, () -> now);
  public final Actions actions =
      new Actions(
          cells, new Access(identities, () -> now), logs, _ -> URI.create("http://127.0.0.1:4566"));

  private Cell open(CellId id) {
    return new Cell(
        id,
        store,
        () -> now,
        new SplittableRandom(1),
        broken -> {
          throw broken;
        });
  }

  public Cell cell() {
    return ((Cells.Found.Here) cells.find(CELL)).cell();
  }

  public void pass(Duration time) {
    now = now.plus(time);
    cell().drain();
  }

  public Answer call(Service service, String region, SdkPojo request) {
    return call(service, region, request, ROOT);
  }

  public Answer call(Service service, String region, SdkPojo request, Caller caller) {
    String name = request.getClass().getSimpleName();
    String action = name.substring(0, name.length() - "Request".length());
    Assertions.assertTrue(actions.isBuilt(service, action), action);
    return actions.perform(new Call(service, action, request, caller, region, "", "r-1"));
  }

  /// The reply to a request that is accepted.
  public <R extends SdkPojo> R reply(Class<R> type, SdkPojo request) {
    return reply(type, request, ROOT);
  }

  public <R extends SdkPojo> R reply(Class<R> type, SdkPojo request, Caller caller) {
    Answer answer = call(service(request), "us-east-1", request, caller);
    var reply = assertInstanceOf(Answer.Reply.class, answer, answer::toString);
    return type.cast(reply.response());
  }

  /// The error of a request that is refused.
  public WireError refused(SdkPojo request) {
    return refused(request, ROOT);
  }

  public WireError refused(SdkPojo request, Caller caller) {
    Answer answer = call(service(request), "us-east-1", request, caller);
    return assertInstanceOf(Answer.Refused.class, answer, answer::toString).error();
  }

  public void done(SdkPojo request) {
    Answer answer = call(service(request), "us-east-1", request);
    assertInstanceOf(Answer.Reply.class, answer, answer::toString);
  }

  /// Makes a user who has the managed policies of these names of AWS's.
  public Caller user(String name, String... policies) {
    User user =
        reply(CreateUserResponse.class, CreateUserRequest.builder().userName(name).build()).user();
    for (String policy : policies) {
      done(
          AttachUserPolicyRequest.builder()
              .userName(name)
              .policyArn("arn:aws:iam::aws:policy/" + policy)
              .build());
    }
    return new Caller(CELL.account(), "AKIAUSER", user.arn(), user.userId());
  }

  private static Service service(SdkPojo request) {
    return switch (request) {
      case Ec2Request _ -> Service.EC2;
      case IamRequest _ -> Service.IAM;
      case CloudWatchLogsRequest _ -> Service.LOGS;
      default -> Service.ECS;
    };
  }

  /// Makes the cluster `default`.
  public ApiRig withCluster() {
    done(CreateClusterRequest.builder().build());
    return this;
  }

  /// Registers a host of two cores and 4 GiB with a cluster, and connects its agent.
  public String host(String cluster) {
    var request =
        RegisterContainerInstanceRequest.builder()
            .cluster(cluster)
            .totalResources(
                resource("CPU").type("INTEGER").integerValue(2_048).build(),
                resource("MEMORY").type("INTEGER").integerValue(4_096).build(),
                resource("PORTS").type("STRINGSET").stringSetValue("22").build(),
                resource("PORTS_UDP").type("STRINGSET").stringSetValue(List.of()).build())
            .build();
    String arn =
        reply(RegisterContainerInstanceResponse.class, request)
            .containerInstance()
            .containerInstanceArn();
    var versions = VersionInfo.builder().agentVersion("1.105.1").build();
    cell()
        .ask((picture, now, _) ->
            ConnectAgent.opened(picture, InstanceArn.parse(arn).orElseThrow(), versions, now));
    return arn;
  }

  private static Resource.Builder resource(String name) {
    return Resource.builder().name(name);
  }

  /// Registers a family with the one container `web`: 256 CPU units, 128 MiB.
  public void define(String family) {
    done(definition(family).build());
  }

  public static RegisterTaskDefinitionRequest.Builder definition(String family) {
    return RegisterTaskDefinitionRequest.builder()
        .family(family)
        .containerDefinitions(
            ContainerDefinition.builder()
                .name("web")
                .image("busybox")
                .cpu(256)
                .memory(128)
                .build());
  }

  public List<Task> run(RunTaskRequest.Builder request) {
    return reply(RunTaskResponse.class, request.build()).tasks();
  }

  public static Container only(Task task) {
    Assertions.assertEquals(1, task.containers().size());
    return task.containers().getFirst();
  }

  public static WireError invalid(String message) {
    return WireError.client("InvalidParameterException", message);
  }

  public static WireError client(String message) {
    return WireError.client("ClientException", message);
  }

  public static WireError clusterNotFound() {
    return WireError.client("ClusterNotFoundException", "Cluster not found.");
  }
}
