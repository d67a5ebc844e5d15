package argosy.domain.placement;

import java.util.Objects;
import java.util.Set;

/// What a task takes of an instance.
///
/// @param cpuUnits 1,024 are one vCPU
/// @param tcp ports of the host that it binds; those that the host may choose are not here
/// @param storageGib of the host's disk, which tasks of Fargate alone reserve; none in documents
///   that are older
public record Reservation(
    int cpuUnits, int memoryMib, Set<Integer> tcp, Set<Integer> udp, Integer storageGib) {

  public Reservation {
    storageGib = Objects.requireNonNullElse(storageGib, 0);
  }

  /// Nothing of the disk.
  public Reservation(int cpuUnits, int memoryMib, Set<Integer> tcp, Set<Integer> udp) {
    this(cpuUnits, memoryMib, tcp, udp, 0);
  }

  /// With so much of the disk.
  public Reservation storing(int gib) {
    return new Reservation(cpuUnits, memoryMib, tcp, udp, gib);
  }
}
