package argosy.domain.placement;

import java.util.Set;

/// What a task takes of an instance.
///
/// @param cpuUnits 1,024 are one vCPU
/// @param tcp ports of the host that it binds; those that the host may choose are not here
public record Reservation(int cpuUnits, int memoryMib, Set<Integer> tcp, Set<Integer> udp) {}
