package argosy.agent.network;

import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this machine's kernel has IPv6, which it may have been started without. Then VPCs go on
/// with what else they have.
final class KernelIpv6 {
  private static final Logger LOG = LoggerFactory.getLogger(KernelIpv6.class);

  private final boolean there;
  private final AtomicBoolean said = new AtomicBoolean();

  KernelIpv6(boolean there) {
    this.there = there;
  }

  static boolean isThere() {
    return Settings.has("ipv6");
  }

  /// What this host can make of a view.
  VpcView possible(VpcView view) {
    if (there || Family.of(view).equals(Set.of(Family.IPV4))) {
      return view;
    }
    if (said.compareAndSet(false, true)) {
      LOG.warn(
          "{} has IPv6, but this host's kernel hasn't: only IPv4 is carried here", view.vpcId());
    }
    return new VpcView(
        view.vpcId(),
        view.sequence(),
        view.vni(),
        view.ranges(),
        view.subnets().stream().map(KernelIpv6::without).toList(),
        view.interfaces().stream().map(KernelIpv6::without).toList(),
        view.groups());
  }

  private static VpcSubnet without(VpcSubnet each) {
    return new VpcSubnet(
        each.id(), each.range(), each.acl(), each.wayOut(), each.natAddress(), null);
  }

  private static VpcInterface without(VpcInterface each) {
    return new VpcInterface(
        each.id(),
        each.address(),
        each.mac(),
        each.groups(),
        each.subnet(),
        each.host(),
        each.sourceDestCheck(),
        each.publicAddress(),
        each.ofHost(),
        null);
  }
}
