package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcMessage.VpcView;

/// A host's share of a VPC's router, as it is meant to be.
record Share(VpcView view, Paths paths, Ruleset rules, Exit exit) {

  static Share of(VpcView view, Ipv4 host) {
    return new Share(view, Paths.of(view, host), RouterRules.of(view, host), Exit.of(view, host));
  }
}
