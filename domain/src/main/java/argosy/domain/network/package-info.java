/// The networks that tasks are in, as EC2 has them: VPCs, subnets, who may talk to whom, and who
/// has which address.
@NullMarked
package argosy.domain.network;

import org.jspecify.annotations.NullMarked;
