package argosy.store;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.event.EcsEvent;
import argosy.domain.iam.AccessKey;
import argosy.domain.iam.Document;
import argosy.domain.iam.Grants;
import argosy.domain.iam.Group;
import argosy.domain.iam.ManagedPolicy;
import argosy.domain.iam.Operator;
import argosy.domain.iam.Policy;
import argosy.domain.iam.User;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.placement.Reservation;
import argosy.domain.service.Deployment;
import argosy.domain.service.ServiceAction;
import argosy.domain.setting.AccountSetting;
import argosy.domain.state.Entity;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Launch;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.task.Times;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Family;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.VersionInfo;
import software.amazon.awssdk.services.ecs.model.Volume;

/// One entity of each kind, with all its members.
final class Everything {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  static final CellId OTHER_CELL = new CellId("123456789012", "eu-west-1");
  static final Instant NOON = Instant.parse("2026-08-01T12:00:00.123Z");

  static final TaskDefinitionArn WEB = new TaskDefinitionArn(CELL, "web", 3);
  private static final InstanceArn HOST = new InstanceArn(CELL, "default", "i1");
  static final List<Tag> TAGS = List.of(Tag.builder().key("team").value("ä\"\n").build());

  private Everything() {}

  static List<Entity> all() {
    return Stream.of(most(), EveryDaemon.all(), EveryNetwork.all()).flatMap(List::stream).toList();
  }

  private static List<Entity> most() {
    return List.of(
        new AccessKey("AKIARZPUZDIKNE55OJGA", "AIDA1", "secret/+", true, NOON),
        new AccountSetting("arn:aws:iam::123456789012:root", "containerInsights", "enhanced"),
        capacityProvider(),
        cluster("default"),
        event(),
        new Family("web", 3),
        definition(),
        new Group(CELL.account(), "/team/", "Devs", "AGPA1", NOON, grants()),
        instance(),
        new ManagedPolicy(CELL.account(), "/", "p", "ANPA1", "text", NOON, iamTags(), document()),
        Services.revision(),
        Services.rollout(),
        Services.service(),
        Services.taskSet(),
        Services.event(),
        task("t1"),
        new User(CELL.account(), "/", "Bob", "AIDA1", NOON, iamTags(), List.of("AGPA1"), grants()));
  }

  /// Of all that it may be about one thing each time; here it is about all.
  private static EcsEvent event() {
    return new EcsEvent(
        7,
        NOON,
        task("t1"),
        instance(),
        new EcsEvent.ServiceActed(
            Services.ARN, ServiceAction.SERVICE_STEADY_STATE, "has reached a steady state."),
        new EcsEvent.DeploymentMoved(
            Services.ARN,
            "ecs-svc/1234567890123456789",
            Deployment.State.FAILED,
            "ECS deployment circuit breaker: tasks failed to start."));
  }

  private static SortedMap<String, String> iamTags() {
    return new TreeMap<>(Map.of("team", "ä"));
  }

  private static Grants grants() {
    return new Grants(
        new TreeMap<>(Map.of("inline", document())),
        List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"));
  }

  private static Document document() {
    var condition =
        new Policy.Condition(
            Operator.STRING_LIKE, true, "aws:username", List.of("b*", "${aws:userid}"));
    var statement =
        new Policy.Statement(
            Policy.Effect.DENY,
            new Policy.Named(true, List.of("ecs:Run*")),
            new Policy.Named(false, List.of("*")),
            List.of(condition));
    return new Document("{\"Version\":\"…\"}", new Policy(true, List.of(statement)));
  }

  static Cluster cluster(String name) {
    return new Cluster(
        new ClusterArn(CELL, name),
        List.of(ClusterSetting.builder().name("containerInsights").value("enabled").build()),
        TAGS,
        NOON,
        NOON.plusSeconds(9),
        new ClusterCapacity(
            List.of("FARGATE", "group"),
            List.of(
                CapacityProviderStrategyItem.builder()
                    .capacityProvider("group")
                    .weight(1)
                    .base(0)
                    .build())),
        ClusterConfiguration.builder()
            .executeCommandConfiguration(exec -> exec.logging("DEFAULT").kmsKeyId("key"))
            .build(),
        ClusterServiceConnectDefaults.builder()
            .namespace("arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-abc")
            .build());
  }

  static CapacityProvider capacityProvider() {
    return new CapacityProvider(
        "group",
        AutoScalingGroupProvider.builder()
            .autoScalingGroupArn(
                "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:"
                    + "autoScalingGroupName/g")
            .managedScaling(scaling -> scaling.status("ENABLED").targetCapacity(90))
            .managedTerminationProtection("DISABLED")
            .managedDraining("ENABLED")
            .build(),
        TAGS,
        NOON,
        NOON.plusSeconds(9));
  }

  static Definition definition() {
    var web =
        ContainerDefinition.builder()
            .name("web")
            .image("busybox")
            .cpu(256)
            .memory(128)
            .essential(true)
            .command("sh", "-c", "echo \"ä\"")
            .entryPoint(List.of())
            .environment(KeyValuePair.builder().name("A").value("").build())
            .dockerLabels(Map.of("a.b", "c"))
            .portMappings(
                PortMapping.builder().containerPort(80).hostPort(0).protocol("tcp").build())
            .build();
    var spec =
        TaskDefinition.builder()
            .taskDefinitionArn(WEB.toString())
            .family("web")
            .revision(3)
            .networkMode("bridge")
            .status("INACTIVE")
            .cpu("512")
            .containerDefinitions(web)
            .volumes(Volume.builder().name("data").host(h -> h.sourcePath("/srv")).build())
            .placementConstraints(List.of())
            .registeredAt(NOON)
            .deregisteredAt(NOON.plusSeconds(9))
            .registeredBy("arn:aws:iam::123456789012:root")
            .build();
    return new Definition(WEB, spec, TAGS);
  }

  static Instance instance() {
    return new Instance(
        HOST,
        "i-0123456789abcdef0",
        InstanceStatus.DRAINING,
        true,
        VersionInfo.builder().agentVersion("1.105.1").dockerVersion("28").build(),
        List.of(
            Resource.builder().name("CPU").type("INTEGER").integerValue(2_048).build(),
            Resource.builder().name("PORTS").type("STRINGSET").stringSetValue("22").build(),
            Resource.builder().name("GPU").type("STRINGSET").stringSetValue("GPU-1").build()),
        List.of(
            Attribute.builder().name("gpu").build(),
            Attribute.builder().name("disk").value("ssd").build()),
        TAGS,
        NOON,
        7,
        NOON.plusSeconds(9),
        "0f0f0f0f",
        NOON.plusSeconds(5));
  }

  static Task task(String id) {
    var launch =
        new Launch(
            "family:web",
            "me",
            TaskOverride.builder()
                .containerOverrides(ContainerOverride.builder().name("web").command("ls").build())
                .build(),
            TAGS,
            new Reservation(256, 128, Set.of(8_080), Set.of(53), 30),
            "us-east-1a",
            "token",
            "9f8e7d",
            LaunchType.EXTERNAL,
            "group",
            Map.of("web", List.of("GPU-1")),
            null,
            null);
    var container =
        new ContainerState(
            "web",
            "0f0f",
            true,
            ContainerState.Status.STOPPED,
            137,
            "OutOfMemoryError: Container killed due to memory usage",
            "abc",
            "sha256:1",
            List.of(
                NetworkBinding.builder()
                    .bindIP("0.0.0.0")
                    .containerPort(80)
                    .hostPort(8_080)
                    .protocol("tcp")
                    .build()),
            ContainerState.Health.UNHEALTHY);
    return new Task(
        new TaskArn(CELL, "default", id),
        WEB,
        HOST,
        launch,
        TaskStatus.STOPPED,
        TaskStatus.STOPPED,
        List.of(container),
        new Times(NOON, NOON, NOON, NOON, NOON, NOON, NOON, NOON.plusNanos(1)),
        new Stop(StopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited"),
        NOON.plusSeconds(60),
        9);
  }
}
