package argosy.domain.instance;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Resource;

/// What an instance offered when it registered.
///
/// @param cpuUnits 1,024 for each core
/// @param memoryMib what tasks may use
/// @param reservedTcp ports that the host keeps for itself
/// @param gpus the ids of its GPUs, in the order in which they are given away
public record Capacity(
    int cpuUnits,
    int memoryMib,
    Set<Integer> reservedTcp,
    Set<Integer> reservedUdp,
    List<String> gpus) {

  /// What ECS calls the resource of an instance's GPUs.
  public static final String GPU = "GPU";

  /// Reads the resources of a registration: CPU, MEMORY, PORTS, PORTS_UDP and GPU.
  static Capacity of(List<Resource> resources) {
    int cpu = 0;
    int memory = 0;
    var tcp = new TreeSet<Integer>();
    var udp = new TreeSet<Integer>();
    List<String> gpus = List.of();
    for (Resource resource : resources) {
      switch (resource.name()) {
        case "CPU" -> cpu = resource.integerValue();
        case "MEMORY" -> memory = resource.integerValue();
        case "PORTS" -> resource.stringSetValue().forEach(port -> tcp.add(Integer.valueOf(port)));
        case "PORTS_UDP" ->
            resource.stringSetValue().forEach(port -> udp.add(Integer.valueOf(port)));
        case GPU -> gpus = List.copyOf(resource.stringSetValue());
        case null, default -> {
          // Other resources, such as NEURON_CORES, are nothing that the placement looks at.
        }
      }
    }
    return new Capacity(cpu, memory, Set.copyOf(tcp), Set.copyOf(udp), gpus);
  }
}
