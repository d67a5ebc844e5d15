/// The messages of the agent communication service (ACS), both ways, as the genuine ECS agent
/// spells them.
@NullMarked
package argosy.wire.acs;

import org.jspecify.annotations.NullMarked;
