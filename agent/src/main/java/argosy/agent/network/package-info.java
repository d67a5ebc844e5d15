/// The packets of the VPCs that a host takes part in: a network namespace for each, the host's
/// share of that VPC's router, with the interfaces of the host's tasks plugged into it.
@NullMarked
package argosy.agent.network;

import org.jspecify.annotations.NullMarked;
