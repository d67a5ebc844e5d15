package argosy.server;

import argosy.wire.vpc.Ipv4;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a host says of itself where it isn't simply the whole machine.
final class MachineOptions {
  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      description = "What people call this host (default: the machine's name).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--underlay",
      paramLabel = "ADDR",
      description = {
        "This machine's IPv4 address on the network between hosts (default: its first one that",
        "others may know)."
      })
  private Optional<String> underlay = Optional.empty();

  @Option(
      names = "--cpu",
      paramLabel = "UNITS",
      description = "What tasks may have of its processors, 1,024 for each (default: all).")
  private Optional<Integer> cpu = Optional.empty();

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "What tasks may have of its memory (default: all).")
  private Optional<Integer> memory = Optional.empty();

  @Option(
      names = "--images-from",
      paramLabel = "SOCKET",
      description = {
        "The socket of another Docker Engine on this machine: images that it has are copied from",
        "there, and all others pulled."
      })
  private Optional<Path> imagesFrom = Optional.empty();

  Machine chosen() {
    if (cpu.orElse(1) < 1 || memory.orElse(1) < 1) {
      throw new Complaint("--cpu and --memory are at least 1.");
    }
    return new Machine(name, underlay.map(MachineOptions::address), cpu, memory, imagesFrom);
  }

  private static Ipv4 address(String text) {
    try {
      return Ipv4.of(text);
    } catch (IllegalArgumentException e) {
      throw new Complaint("--underlay wants an IPv4 address, not '" + text + "'.");
    }
  }
}
