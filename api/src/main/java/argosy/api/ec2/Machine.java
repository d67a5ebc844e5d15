package argosy.api.ec2;

import argosy.domain.instance.Instance;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.Zones;
import argosy.domain.state.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// A container instance as an instance of EC2's: it is one as long as it is in a cluster.
///
/// @param network its own interface; empty if it takes no part in VPCs
record Machine(Instance host, Optional<NetworkInterface> network) {

  /// What EC2's ids begin with; machines that AWS doesn't own have others.
  private static final String PREFIX = "i-";

  /// All of them, in the order of their ids. One that is in several clusters is one.
  static List<Machine> all(Picture picture) {
    return picture.all(Instance.KIND).stream()
        .filter(host -> host.belongs() && host.ec2InstanceId().startsWith(PREFIX))
        .collect(
            Collectors.toMap(
                Instance::ec2InstanceId,
                host -> of(picture, host),
                (one, other) -> one.network().isPresent() ? one : other,
                TreeMap::new))
        .values()
        .stream()
        .sorted(Comparator.comparing(Machine::id))
        .toList();
  }

  private static Machine of(Picture picture, Instance host) {
    return new Machine(
        host, NetworkInterface.ownedBy(picture, host.arn().toString()).stream().findFirst());
  }

  String id() {
    return host.ec2InstanceId();
  }

  String account() {
    return host.arn().cell().account();
  }

  /// Of its launch, which is all that it was launched with.
  String reservation() {
    return "r-" + id().substring(PREFIX.length());
  }

  String zone() {
    return network.map(it -> it.place().zone()).orElseGet(host::zone);
  }

  /// Of zones that EC2 has.
  Optional<String> zoneId() {
    return Optional.of(zone())
        .filter(Zones.of(host.arn().cell().region())::contains)
        .map(Zones::id);
  }

  /// Such as `ecs.instance-type`.
  Optional<String> attribute(String name) {
    return host.attributes().stream()
        .filter(attribute -> name.equals(attribute.name()))
        .map(Attribute::value)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  SortedMap<String, String> tags() {
    var tags = new TreeMap<String, String>();
    host.tags().forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
    return tags;
  }

  /// What filters find in its interface.
  static Function<Machine, Stream<?>> at(Function<NetworkInterface, @Nullable Object> what) {
    return it -> it.network().stream().map(what).flatMap(Stream::ofNullable);
  }
}
