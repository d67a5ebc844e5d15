package argosy.domain.instance;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// A container instance: a host as a cluster sees it.
///
/// @param ec2InstanceId the machine's own id
/// @param agentConnected whether its agent holds an open ACS socket instance
/// @param version grows with each change
/// @param deregisteredAt when it became INACTIVE; null before
/// @param clientToken of its agent's newest registration; the same one again is the same instance
/// @param awaySince since when its agent isn't connected; null while it is, and once it has left
public record Instance(
    InstanceArn arn,
    String ec2InstanceId,
    InstanceStatus status,
    boolean agentConnected,
    VersionInfo versions,
    List<Resource> resources,
    List<Attribute> attributes,
    List<Tag> tags,
    Instant registeredAt,
    long version,
    @Nullable Instant deregisteredAt,
    @Nullable String clientToken,
    @Nullable Instant awaySince)
    implements Entity {

  /// The attribute that says which capacity provider an instance belongs to, because there is no
  /// Auto Scaling group that would say so.
  public static final String CAPACITY_PROVIDER = "argosy.capacity-provider";

  /// The attribute that says in which zone an instance is.
  public static final String ZONE = "ecs.availability-zone";

  /// The attribute that says whose tasks an instance takes: `instances`, `fargate`, `both` or
  /// `none`.
  public static final String POOL = "argosy.pool";

  /// The attribute that says how many GiB of its disk tasks of Fargate may reserve.
  public static final String STORAGE = "argosy.ephemeral-storage";

  /// The members of a cluster by the token of their registration.
  private static final Index<Instance> BY_TOKEN =
      new Index<>(
          "instance-by-token",
          instance ->
              instance.belongs()
                  ? Optional.ofNullable(instance.clientToken)
                      .map(token -> instance.arn.cluster() + "/" + token)
                  : Optional.empty());

  public static final Kind<Instance> KIND =
      new Kind<>("instance", Instance.class, List.of(BY_TOKEN));

  public static Key<Instance> key(InstanceArn arn) {
    return KIND.key(arn.cluster() + "/" + arn.id());
  }

  @Override
  public Key<Instance> key() {
    return key(arn);
  }

  /// All instances of a cluster, in the order of their ids.
  public static Collection<Instance> of(Picture picture, ClusterArn cluster) {
    return picture.startingWith(KIND, cluster.name() + "/");
  }

  /// An instance that has not left its cluster.
  public static Optional<Instance> member(Picture picture, InstanceArn arn) {
    return picture.find(key(arn)).filter(Instance::belongs);
  }

  /// The instance that a registration of this token made or found.
  static Optional<Instance> registered(Picture picture, ClusterArn cluster, String token) {
    return picture.by(BY_TOKEN, cluster.name() + "/" + token).stream().findFirst();
  }

  /// False once it has left its cluster.
  public boolean belongs() {
    return status != InstanceStatus.INACTIVE;
  }

  public Capacity capacity() {
    return Capacity.of(resources);
  }

  /// The zone that its tasks are in, from the attribute that the registration was given.
  public String zone() {
    return attribute(ZONE).orElse(arn.cell().region() + "a");
  }

  /// The name of the capacity provider that it belongs to.
  public Optional<String> capacityProvider() {
    return attribute(CAPACITY_PROVIDER);
  }

  private Optional<String> attribute(String name) {
    return attributes.stream()
        .filter(attribute -> name.equals(attribute.name()))
        .map(Attribute::value)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  public Instance tagged(List<Tag> changed) {
    return new Instance(
        arn,
        ec2InstanceId,
        status,
        agentConnected,
        versions,
        resources,
        attributes,
        changed,
        registeredAt,
        version + 1,
        deregisteredAt,
        clientToken,
        awaySince);
  }

  Instance with(List<Attribute> changed) {
    return new Instance(
        arn,
        ec2InstanceId,
        status,
        agentConnected,
        versions,
        resources,
        changed,
        tags,
        registeredAt,
        version + 1,
        deregisteredAt,
        clientToken,
        awaySince);
  }

  /// @param newest what is known of the versions now; of the rest the older ones stay
  Instance connected(VersionInfo newest) {
    return reached(true, either(newest, versions), null);
  }

  /// The instance whose agent isn't connected.
  Instance away(Instant since) {
    return reached(false, versions, since);
  }

  private Instance reached(boolean connected, VersionInfo said, @Nullable Instant away) {
    return new Instance(
        arn,
        ec2InstanceId,
        status,
        connected,
        said,
        resources,
        attributes,
        tags,
        registeredAt,
        version + 1,
        deregisteredAt,
        clientToken,
        away);
  }

  /// What is said of the versions, and of the rest what was said before.
  static VersionInfo either(VersionInfo newest, VersionInfo before) {
    return VersionInfo.builder()
        .agentVersion(either(newest.agentVersion(), before.agentVersion()))
        .agentHash(either(newest.agentHash(), before.agentHash()))
        .dockerVersion(either(newest.dockerVersion(), before.dockerVersion()))
        .build();
  }

  private static @Nullable String either(@Nullable String newest, @Nullable String before) {
    return newest == null ? before : newest;
  }

  Instance with(InstanceStatus changed) {
    return new Instance(
        arn,
        ec2InstanceId,
        changed,
        agentConnected,
        versions,
        resources,
        attributes,
        tags,
        registeredAt,
        version + 1,
        deregisteredAt,
        clientToken,
        awaySince);
  }

  /// The instance after it has left: nobody speaks for it any more.
  public Instance deregistered(Instant now) {
    return new Instance(
        arn,
        ec2InstanceId,
        InstanceStatus.INACTIVE,
        false,
        versions,
        resources,
        attributes,
        tags,
        registeredAt,
        version + 1,
        now,
        clientToken,
        null);
  }
}
