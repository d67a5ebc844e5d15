package argosy.agent.metadata;

import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Usage;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.domain.network.Cidr6;
import argosy.domain.network.Ipv6;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.NetworkInterface;
import argosy.wire.acs.PayloadTask.PortMapping;
import argosy.wire.acs.RoleCredentials;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the task metadata endpoint says, spelled as AWS documents it: of a container what the agent
/// knows and what the engine says now.
final class Documents {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The shares that a container has that asks for none.
  private static final double CPU_MIN = 2;

  private static final long MIB = 1 << 20;
  private static final long MIB_A_GIB = 1_024;

  /// All subnets have IPv6 ranges of this length.
  private static final int IPV6_SUBNET = 64;

  /// The first version with logs, the container's ARN, and rates.
  static final int FOURTH = 4;

  private final Runtime runtime;

  Documents(Runtime runtime) {
    this.runtime = runtime;
  }

  /// What the SDKs read, in their spelling.
  static ObjectNode credentials(RoleCredentials role) {
    return JSON.createObjectNode()
        .put("RoleArn", role.roleArn())
        .put("AccessKeyId", role.accessKeyId())
        .put("SecretAccessKey", role.secretAccessKey())
        .put("Token", role.sessionToken())
        .put("Expiration", role.expiration());
  }

  static ObjectNode noCredentials() {
    return JSON.createObjectNode()
        .put("code", "InvalidIdInRequest")
        .put(
            "message",
            "CredentialsV2Request: Credentials not found. A task without a task role has none, and"
                + " one that has stopped has none any more.")
        .put("HTTPErrorCode", 400);
  }

  ObjectNode task(TaskView task, int version) throws IOException, InterruptedException {
    ObjectNode page = JSON.createObjectNode();
    page.put("Cluster", task.cluster());
    page.put("TaskARN", task.payload().arn());
    page.put("Family", task.payload().family());
    page.put("Revision", task.payload().version());
    page.put("DesiredStatus", task.desired());
    page.put("KnownStatus", task.known());
    limits(page, task.payload().cpu(), task.payload().memory());
    time(page, "PullStartedAt", task.pullStarted());
    time(page, "PullStoppedAt", task.pullStopped());
    time(page, "ExecutionStoppedAt", task.executionStopped());
    if (version >= FOURTH) {
      page.put("LaunchType", Objects.requireNonNullElse(task.payload().launchType(), "EC2"));
      storage(page, task);
    }
    ArrayNode containers = page.putArray("Containers");
    for (ContainerView container : task.containers()) {
      container(task, container, version).ifPresent(containers::add);
    }
    return page;
  }

  /// What a task of Fargate has written, into its containers' own layers, and may write.
  private void storage(ObjectNode page, TaskView task) throws IOException, InterruptedException {
    @Nullable Integer gib = task.payload().ephemeralStorage();
    if (gib == null) {
      return;
    }
    long written = 0;
    for (ContainerView container : task.containers()) {
      String id = container.dockerId();
      written += id == null ? 0 : runtime.written(id).orElse(0);
    }
    page.putObject("EphemeralStorageMetrics")
        .put("Utilized", written / MIB)
        .put("Reserved", gib * MIB_A_GIB);
  }

  /// Empty before the container is made, and after it is removed.
  Optional<JsonNode> container(TaskView task, ContainerView container, int version)
      throws IOException, InterruptedException {
    Optional<JsonNode> found = described(container);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    JsonNode engine = found.get();
    ObjectNode page = JSON.createObjectNode();
    page.put("DockerId", engine.path("Id").asString(""));
    page.put("Name", container.spec().name());
    page.put("DockerName", container.dockerName());
    page.put("Image", container.spec().image());
    page.put("ImageID", engine.path("Image").asString(""));
    ports(page, container, engine);
    labels(page, engine);
    page.put("DesiredStatus", task.desired());
    page.put("KnownStatus", container.known());
    if (container.exitCode() != null) {
      page.put("ExitCode", container.exitCode());
    }
    limits(page, Math.max(CPU_MIN, container.spec().cpu()), container.spec().memory());
    copy(page, "CreatedAt", engine.path("Created"));
    copy(page, "StartedAt", engine.path("State").path("StartedAt"));
    copy(page, "FinishedAt", engine.path("State").path("FinishedAt"));
    page.put("Type", "NORMAL");
    health(page, container, engine.path("State").path("Health"));
    volumes(page, engine.path("Mounts"));
    if (version >= FOURTH) {
      logs(page, engine.path("HostConfig").path("LogConfig"));
      page.put("ContainerARN", Objects.requireNonNullElse(container.spec().containerArn(), ""));
      if (container.spec().restartPolicy() != null) {
        page.put("RestartCount", container.restarts());
      }
    }
    networks(page, task, engine.path("NetworkSettings").path("Networks"));
    return Optional.of(page);
  }

  /// Empty before the container is made, and after it is removed.
  Optional<JsonNode> stats(ContainerView container, int version)
      throws IOException, InterruptedException {
    String id = container.dockerId();
    Optional<Usage> usage = id == null ? Optional.empty() : runtime.stats(id);
    return usage.map(used -> {
      if (version >= FOURTH && used.now() instanceof ObjectNode page) {
        Rates.between(used).ifPresent(rates -> page.set("network_rate_stats", rates));
      }
      return used.now();
    });
  }

  /// By the containers' ids in the engine, which takes its time for each.
  ObjectNode stats(TaskView task, int version) throws InterruptedException, ExecutionException {
    Map<String, FutureTask<Optional<JsonNode>>> asked = new LinkedHashMap<>();
    for (ContainerView container : task.containers()) {
      if (container.dockerId() != null) {
        var asking = new FutureTask<>(() -> stats(container, version));
        asked.put(container.dockerId(), asking);
        Thread.startVirtualThread(asking);
      }
    }
    ObjectNode page = JSON.createObjectNode();
    for (var one : asked.entrySet()) {
      one.getValue().get().ifPresent(stats -> page.set(one.getKey(), stats));
    }
    return page;
  }

  private Optional<JsonNode> described(ContainerView container)
      throws IOException, InterruptedException {
    String id = container.dockerId();
    return id == null ? Optional.empty() : runtime.describe(id);
  }

  /// The labels that people gave and those of ECS; ours hold the whole task.
  private static void labels(ObjectNode page, JsonNode engine) {
    ObjectNode labels = page.putObject("Labels");
    for (var label : engine.path("Config").path("Labels").properties()) {
      if (!label.getKey().startsWith("argosy.")) {
        labels.set(label.getKey(), label.getValue());
      }
    }
  }

  private static void ports(ObjectNode page, ContainerView container, JsonNode engine) {
    if (container.spec().portMappings().isEmpty()) {
      return;
    }
    ArrayNode ports = page.putArray("Ports");
    for (PortMapping mapping : container.spec().portMappings()) {
      String protocol = Objects.requireNonNullElse(mapping.protocol(), "tcp");
      for (int number = mapping.first(); number <= mapping.last(); number++) {
        port(ports.addObject(), number, protocol, engine);
      }
    }
  }

  private static void port(ObjectNode port, int number, String protocol, JsonNode engine) {
    port.put("ContainerPort", number);
    port.put("Protocol", protocol);
    String key = number + "/" + protocol;
    JsonNode bound = engine.path("NetworkSettings").path("Ports").path(key).path(0);
    if (bound.has("HostPort")) {
      port.put("HostPort", Integer.parseInt(bound.path("HostPort").asString("0")));
      port.put("HostIp", bound.path("HostIp").asString(""));
    }
  }

  private static void limits(ObjectNode page, @Nullable Double cpu, @Nullable Integer memory) {
    if (cpu != null || memory != null) {
      ObjectNode limits = page.putObject("Limits");
      if (cpu != null) {
        limits.put("CPU", cpu);
      }
      if (memory != null) {
        limits.put("Memory", memory);
      }
    }
  }

  private static void health(ObjectNode page, ContainerView container, JsonNode engine) {
    if (container.health() != null) {
      ObjectNode health = page.putObject("Health").put("status", container.health());
      time(health, "statusSince", container.healthSince());
      JsonNode last = engine.path("Log").path(engine.path("Log").size() - 1);
      if (last.path("ExitCode").asInt(0) != 0) {
        health.put("exitCode", last.path("ExitCode").asInt());
      }
      copy(health, "output", last.path("Output"));
    }
  }

  private static void volumes(ObjectNode page, JsonNode mounts) {
    if (!mounts.isEmpty()) {
      ArrayNode volumes = page.putArray("Volumes");
      for (JsonNode mount : mounts) {
        ObjectNode volume = volumes.addObject();
        copy(volume, "DockerName", mount.path("Name"));
        copy(volume, "Source", mount.path("Source"));
        copy(volume, "Destination", mount.path("Destination"));
      }
    }
  }

  private static void logs(ObjectNode page, JsonNode config) {
    copy(page, "LogDriver", config.path("Type"));
    if (config.get("Config") instanceof ObjectNode options && !options.isEmpty()) {
      page.set("LogOptions", options.deepCopy().without("awslogs-credentials-endpoint"));
    }
  }

  private static void networks(ObjectNode page, TaskView task, JsonNode networks) {
    ArrayNode all = page.putArray("Networks");
    Optional<NetworkInterface> own = task.payload().networkInterface();
    if (own.isPresent()) {
      wire(all.addObject(), own.get());
      return;
    }
    for (JsonNode network : networks) {
      ObjectNode one = all.addObject();
      one.put("NetworkMode", Objects.requireNonNullElse(task.payload().networkMode(), "bridge"));
      String address = network.path("IPAddress").asString("");
      if (!address.isEmpty()) {
        one.putArray("IPv4Addresses").add(address);
      }
    }
  }

  private static void wire(ObjectNode one, NetworkInterface own) {
    one.put("NetworkMode", "awsvpc").putArray("IPv4Addresses").add(own.address());
    one.put("AttachmentIndex", 0).put("MACAddress", own.macAddress());
    one.put("IPv4SubnetCIDRBlock", own.subnet());
    for (PayloadTask.Ipv6Address has : own.ipv6Addresses()) {
      one.withArray("IPv6Addresses").add(has.address());
      Ipv6.parse(has.address())
          .map(address -> Cidr6.around(address, IPV6_SUBNET))
          .ifPresent(subnet -> one.put("IPv6SubnetCIDRBlock", subnet.toString()));
    }
    one.set("DomainNameServers", JSON.valueToTree(own.domainNameServers()));
    one.set("DomainNameSearchList", JSON.valueToTree(own.domainName()));
    one.put("PrivateDNSName", own.privateDnsName());
    one.put("SubnetGatewayIpv4Address", own.subnetGatewayIpv4Address());
  }

  private static void time(ObjectNode page, String name, @Nullable Instant at) {
    if (at != null) {
      page.put(name, at.toString());
    }
  }

  /// Docker says the year 1 for never.
  private static void copy(ObjectNode page, String name, JsonNode text) {
    String value = text.asString("");
    if (!value.isEmpty() && !value.startsWith("0001-")) {
      page.put(name, value);
    }
  }
}
