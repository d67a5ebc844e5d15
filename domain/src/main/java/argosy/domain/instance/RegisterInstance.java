package argosy.domain.instance;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.Ids;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// Decides what the registration of a container instance means: a new instance, or one that comes
/// back, by the ARN that its agent remembers, by its token or by the machine that it is.
public final class RegisterInstance {

  /// ECS's quota of instances in a cluster.
  static final int INSTANCES_MAX = 5_000;

  private static final int PORT_MAX = 65_535;

  /// What an identity document, which is JSON, says of the machine: an id of EC2's or of Systems
  /// Manager's.
  private static final Pattern MACHINE =
      Pattern.compile("\"instanceId\"\\s*:\\s*\"(m?i-[0-9a-f]{8,17})\"");

  private static final String ZONE = "ecs.availability-zone";

  private RegisterInstance() {}

  public static Outcome<Instance> decide(
      Picture picture,
      ClusterArn cluster,
      Registration registration,
      Instant now,
      RandomGenerator random) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    RegisterContainerInstanceRequest request = registration.said();
    Optional<String> complaint = registration.complaint().or(() -> complaint(request));
    if (complaint.isPresent()) {
      return Outcome.refused(new EcsError.InvalidParameter(complaint.get()));
    }
    Optional<EcsError> tags = Tags.complaint(request.tags());
    if (tags.isPresent()) {
      return Outcome.refused(tags.get());
    }
    if (request.containerInstanceArn() != null) {
      return comesBack(picture, cluster, registration, now);
    }
    Optional<String> machine = machine(request.instanceIdentityDocument());
    List<Instance> members =
        Instance.of(picture, cluster).stream().filter(Instance::belongs).toList();
    Optional<Instance> same =
        Optional.ofNullable(registration.clientToken())
            .flatMap(token -> Instance.registered(picture, cluster, token))
            .or(() ->
                members.stream()
                    .filter(i -> machine.filter(i.ec2InstanceId()::equals).isPresent())
                    .findFirst());
    if (same.isPresent()) {
      return updated(same.get(), registration, now);
    }
    if (members.size() >= INSTANCES_MAX) {
      return Outcome.refused(
          new EcsError.LimitExceeded("The cluster has " + INSTANCES_MAX + " instances already."));
    }
    var arn = new InstanceArn(cluster.cell(), cluster.name(), Ids.hex(random));
    var instance =
        new Instance(
            arn,
            machine.orElseGet(() -> Ids.ec2(random)),
            InstanceStatus.ACTIVE,
            false,
            versions(request),
            Devices.among(request),
            attributes(request.attributes(), cluster),
            request.tags(),
            now,
            0,
            null,
            registration.clientToken(),
            now);
    return Outcome.put(instance, instance);
  }

  private static VersionInfo versions(RegisterContainerInstanceRequest request) {
    return Objects.requireNonNullElse(request.versionInfo(), VersionInfo.builder().build());
  }

  /// An agent that remembers its instance keeps it, with what the host has now.
  private static Outcome<Instance> comesBack(
      Picture picture, ClusterArn cluster, Registration registration, Instant now) {
    RegisterContainerInstanceRequest request = registration.said();
    Optional<Instance> known =
        InstanceArn.parse(cluster, request.containerInstanceArn())
            .flatMap(arn -> Instance.member(picture, arn));
    if (known.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "The container instance "
                  + request.containerInstanceArn()
                  + " is not registered with this cluster. Register without containerInstanceArn"
                  + " to join as a new one."));
    }
    return updated(known.get(), registration, now);
  }

  /// The machine that a registration speaks of; empty if it brings no identity document.
  private static Optional<String> machine(@Nullable String document) {
    Matcher named = MACHINE.matcher(Objects.requireNonNullElse(document, ""));
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /// Who registers again has its time anew to connect.
  private static Outcome<Instance> updated(
      Instance before, Registration registration, Instant now) {
    RegisterContainerInstanceRequest request = registration.said();
    var instance =
        new Instance(
            before.arn(),
            before.ec2InstanceId(),
            before.status(),
            before.agentConnected(),
            Instance.either(versions(request), before.versions()),
            Devices.among(request),
            merged(before.attributes(), request.attributes()),
            before.tags(),
            before.registeredAt(),
            before.version() + 1,
            null,
            registration.clientToken(),
            before.agentConnected() ? null : now);
    return Outcome.put(instance, instance);
  }

  /// What the host says of itself now, and of the rest what was set before (custom attributes are
  /// sent on the first registration only).
  private static List<Attribute> merged(List<Attribute> before, List<Attribute> now) {
    var all = new ArrayList<>(now);
    for (Attribute old : before) {
      if (now.stream().noneMatch(attribute -> attribute.name().equals(old.name()))) {
        all.add(old);
      }
    }
    return List.copyOf(all);
  }

  private static List<Attribute> attributes(List<Attribute> sent, ClusterArn cluster) {
    if (sent.stream().anyMatch(attribute -> ZONE.equals(attribute.name()))) {
      return List.copyOf(sent);
    }
    var all = new ArrayList<>(sent);
    all.add(Attribute.builder().name(ZONE).value(cluster.cell().region() + "a").build());
    return List.copyOf(all);
  }

  private static Optional<String> complaint(RegisterContainerInstanceRequest request) {
    List<Resource> resources = request.totalResources();
    if (request.attributes().stream().anyMatch(attribute -> attribute.name() == null)) {
      return Optional.of("Each of attributes needs a name.");
    }
    if (resources.stream().anyMatch(resource -> resource.name() == null)) {
      return Optional.of("Each of totalResources needs a name.");
    }
    for (String needed : List.of("CPU", "MEMORY")) {
      @Nullable Resource found =
          resources.stream().filter(r -> needed.equals(r.name())).findFirst().orElse(null);
      if (found == null || found.integerValue() == null || found.integerValue() <= 0) {
        return Optional.of("totalResources needs " + needed + " with a positive integerValue.");
      }
    }
    boolean oddPort =
        resources.stream()
            .filter(r -> r.name().startsWith("PORTS"))
            .flatMap(r -> r.stringSetValue().stream())
            .anyMatch(port -> !isPort(port));
    return oddPort
        ? Optional.of("PORTS and PORTS_UDP need port numbers as strings in stringSetValue.")
        : Devices.complaint(request.platformDevices());
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= PORT_MAX;
  }
}
