package argosy.domain.instance;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// A container instance: a host as a cluster sees it.
///
/// @param ec2InstanceId the machine's own id
/// @param agentConnected whether its agent holds an open ACS socket instance
/// @param version grows with each change
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
    long version)
    implements Entity {

  public static final Kind<Instance> KIND = new Kind<>("instance", Instance.class, List.of());

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

  public Capacity capacity() {
    return Capacity.of(resources);
  }

  /// The zone that its tasks are in, from the attribute that the registration was given.
  public String zone() {
    return attributes.stream()
        .filter(attribute -> "ecs.availability-zone".equals(attribute.name()))
        .map(Attribute::value)
        .findFirst()
        .orElse(arn.cell().region() + "a");
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
        version + 1);
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
        version + 1);
  }

  Instance connected(boolean connected, VersionInfo newest) {
    return new Instance(
        arn,
        ec2InstanceId,
        status,
        connected,
        newest,
        resources,
        attributes,
        tags,
        registeredAt,
        version + 1);
  }
}
