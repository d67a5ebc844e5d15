package argosy.agent.network;

import argosy.wire.vpc.Ipv4;

/// A host of the fabric: a machine, or a namespace that plays one.
///
/// @param name the agent's own id, which names what belongs to the host
/// @param namespace that the host lives in
/// @param underlay its address on the network between hosts; its packets to others leave from it
public record FabricHost(String name, Namespace namespace, Ipv4 underlay) {}
