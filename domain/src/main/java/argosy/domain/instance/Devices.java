package argosy.domain.instance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.PlatformDevice;
import software.amazon.awssdk.services.ecs.model.PlatformDeviceType;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.Resource;

/// The devices of a host that containers may have to themselves. Agents name them beside the other
/// resources, and ECS shows them among these.
final class Devices {

  /// Twice as many as the largest machine of EC2 has, each cut into the seven parts of an A100.
  private static final int DEVICES_MAX = 224;

  /// Ids go into a list with commas.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

  private Devices() {}

  /// What is wrong with them.
  static Optional<String> complaint(List<PlatformDevice> devices) {
    if (devices.size() > DEVICES_MAX) {
      return Optional.of("An instance has at most " + DEVICES_MAX + " platformDevices.");
    }
    Set<String> ids = new HashSet<>();
    for (PlatformDevice device : devices) {
      if (device.id() == null || !ID.matcher(device.id()).matches()) {
        return Optional.of(
            "Each of platformDevices needs an id of letters, digits and ._:/-, not '"
                + device.id()
                + "'.");
      }
      if (device.type() != PlatformDeviceType.GPU) {
        return Optional.of(
            "The type of a platform device must be GPU, not '" + device.typeAsString() + "'.");
      }
      if (!ids.add(device.id())) {
        return Optional.of("platformDevices has the GPU " + device.id() + " twice.");
      }
    }
    return Optional.empty();
  }

  /// The resources of a registration, those that are its devices among them.
  static List<Resource> among(RegisterContainerInstanceRequest said) {
    if (said.platformDevices().isEmpty()) {
      return said.totalResources();
    }
    List<Resource> all = new ArrayList<>(said.totalResources());
    all.removeIf(resource -> Capacity.GPU.equals(resource.name()));
    all.add(
        Resource.builder()
            .name(Capacity.GPU)
            .type("STRINGSET")
            .stringSetValue(said.platformDevices().stream().map(PlatformDevice::id).toList())
            .build());
    return List.copyOf(all);
  }
}
