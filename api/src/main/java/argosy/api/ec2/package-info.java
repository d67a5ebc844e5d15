/// Amazon EC2, as far as it is about networks (VPCs, subnets, security groups, gateways, addresses)
/// and the hosts in them.
@NullMarked
package argosy.api.ec2;

import org.jspecify.annotations.NullMarked;
