package argosy.agent.link;

import argosy.agent.AgentConfig;
import argosy.agent.Loop;
import argosy.agent.runtime.Runtime.Engine;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.ControlPlane.Refusal;
import argosy.wire.shape.Unmodelled;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.PlatformDevice;
import software.amazon.awssdk.services.ecs.model.PlatformDeviceType;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.Resource;

/// How a host becomes a container instance of a cluster. It doesn't give up: the control plane may
/// start later than the host, and a cluster may be made later.
final class Registration {
  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /// Whose tasks a host takes, and when these are Fargate's.
  private static final String POOL = "argosy.pool";

  private static final Set<String> FARGATE = Set.of("fargate", "both");

  /// How many GiB of its disk tasks of Fargate may reserve.
  private static final String STORAGE = "argosy.ephemeral-storage";

  private final AgentConfig config;
  private final Engine engine;
  private final BooleanSupplier asked;
  private final ControlPlane controlPlane;
  private final Loop loop;
  private final Backoff backoff;

  /// The same on every try, so that one whose answer was lost makes no second instance.
  private final String token;

  Registration(Session.Setting setting) {
    this.config = setting.config();
    this.engine = setting.engine();
    this.asked = setting.asked();
    this.controlPlane = setting.controlPlane();
    this.loop = setting.loop();
    this.backoff = new Backoff(FIRST_PAUSE, 2, LONGEST_PAUSE, setting.random());
    this.token = "%016x%016x".formatted(setting.random().nextLong(), setting.random().nextLong());
  }

  /// Registers, however long it takes.
  ///
  /// @param known the ARN of an earlier registration; empty to become a new instance
  /// @param registered hears the instance's ARN, which differs from the known one if the control
  ///   plane doesn't know that any more
  void register(String known, Consumer<String> registered) {
    RegisterContainerInstanceRequest request = request(known);
    loop.outside(
        () -> controlPlane.call(request, RegisterContainerInstanceResponse.class),
        answer -> {
          backoff.reset();
          registered.accept(answer.containerInstance().containerInstanceArn());
        },
        e -> refused(known, registered, e));
  }

  /// Registers as a new instance after a while: the old one isn't wanted any more.
  void registerAnew(Consumer<String> registered) {
    loop.after(backoff.next(), () -> register("", registered));
  }

  private void refused(String known, Consumer<String> registered, Exception e) {
    LOG.warn("instance={} not registered: {}", known, e.toString());
    boolean missing = isMissingCluster(e);
    if (missing && config.cluster().equals(AgentConfig.DEFAULT_CLUSTER)) {
      createCluster(known, registered);
    } else if (!missing && !known.isEmpty() && isUnknownInstance(e)) {
      register("", registered);
    } else {
      loop.after(backoff.next(), () -> register(known, registered));
    }
  }

  private void createCluster(String known, Consumer<String> registered) {
    CreateClusterRequest request =
        CreateClusterRequest.builder().clusterName(config.cluster()).build();
    loop.outside(
        () -> controlPlane.call(request, CreateClusterResponse.class),
        _ -> register(known, registered),
        e -> {
          LOG.warn("cluster {} not created: {}", config.cluster(), e.toString());
          loop.after(backoff.next(), () -> register(known, registered));
        });
  }

  /// True if the control plane says that it knows no such instance.
  static boolean isUnknownInstance(Exception e) {
    return e instanceof Refusal refusal
        && (refusal.code().equals("ClientException")
            || refusal.code().equals("InvalidParameterException")
            || refusal.code().equals("InactiveInstanceException")
            || refusal.code().equals("InvalidInstanceException"));
  }

  private static boolean isMissingCluster(Exception e) {
    return e instanceof Refusal refusal
        && (refusal.code().equals("ClusterNotFoundException")
            || String.valueOf(e.getMessage()).contains("Cluster not found."));
  }

  private RegisterContainerInstanceRequest request(String known) {
    AgentConfig.Resources resources = config.resources();
    var request =
        RegisterContainerInstanceRequest.builder()
            .cluster(config.cluster())
            .instanceIdentityDocument("")
            .instanceIdentityDocumentSignature("")
            .containerInstanceArn(known.isEmpty() ? null : known)
            .totalResources(
                integer("CPU", resources.cpuUnits()),
                integer("MEMORY", resources.memoryMib()),
                ports("PORTS", resources.reservedPorts()),
                ports("PORTS_UDP", resources.reservedUdpPorts()))
            .attributes(
                Capabilities.of(
                    engine,
                    asked.getAsBoolean(),
                    config.folders(),
                    resources.gpus().driver(),
                    own()))
            .platformDevices(resources.gpus().ids().stream().map(Registration::gpu).toList());
    Unmodelled.CLIENT_TOKEN.put(request, token);
    return request.build();
  }

  private static PlatformDevice gpu(String id) {
    return PlatformDevice.builder().id(id).type(PlatformDeviceType.GPU).build();
  }

  private Map<String, String> own() {
    Map<String, String> attributes = new TreeMap<>(config.attributes());
    attributes.put("argosy.host-name", config.hostName());
    if (FARGATE.contains(attributes.getOrDefault(POOL, ""))) {
      fargate().forEach(attributes::putIfAbsent);
    }
    return attributes;
  }

  /// What tasks of Fargate find here.
  private Map<String, String> fargate() {
    Map<String, String> found = new TreeMap<>();
    AgentConfig.Fargate said = config.resources().fargate();
    if (!said.runtime().isEmpty()) {
      found.put("argosy.runtime", said.runtime());
    }
    if (said.storageGib().isPresent()) {
      found.put(STORAGE, Integer.toString(said.storageGib().getAsInt()));
    }
    return found;
  }

  private static Resource integer(String name, int value) {
    return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
  }

  private static Resource ports(String name, Collection<Integer> values) {
    List<String> texts = values.stream().sorted().map(String::valueOf).toList();
    return Resource.builder().name(name).type("STRINGSET").stringSetValue(texts).build();
  }
}
