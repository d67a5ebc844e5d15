/// A host's share of the VPCs, as the control plane says it: what carries packets, what answers
/// tasks and who resolves names there, together.
@NullMarked
package argosy.agent.vpc;

import org.jspecify.annotations.NullMarked;
