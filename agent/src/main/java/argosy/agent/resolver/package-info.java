/// The resolver of a VPC: it knows the names of the VPC's interfaces, and asks the host's own
/// resolvers for all others.
@NullMarked
package argosy.agent.resolver;

import org.jspecify.annotations.NullMarked;
