package argosy.wire.vpc;

import java.util.List;
import java.util.Objects;

/// A message about a VPC. [VpcFrame] puts it into its envelope; the names of the records and of
/// their members are the names on the wire.
///
/// The control plane sends the whole view when a host connects or asks, then changes, each numbered
/// one above what came before. A host that misses one asks for the whole again. What arrives twice
/// changes nothing.
public sealed interface VpcMessage {

  // From the control plane to the agent: VpcView, VpcChange and this.

  /// All that a host must know of a VPC.
  ///
  /// @param sequence grows with every change of the VPC
  /// @param vni the number of the VPC on the network between hosts, 1 to 16,777,215
  /// @param ranges of its addresses; the first one's third address is the resolver's
  record VpcView(
      String vpcId,
      long sequence,
      int vni,
      List<Cidr> ranges,
      List<VpcSubnet> subnets,
      List<VpcInterface> interfaces,
      List<VpcGroup> groups)
      implements VpcMessage {
    private static final int VNI_MAX = 0xff_ffff;

    public VpcView {
      VpcId.checked(vpcId, "a VPC");
      ranges = ranges == null ? List.of() : List.copyOf(ranges);
      subnets = subnets == null ? List.of() : List.copyOf(subnets);
      interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
      groups = groups == null ? List.of() : List.copyOf(groups);
      if (vni < 1 || vni > VNI_MAX) {
        throw new IllegalArgumentException("not the number of a VPC: " + vni);
      }
      if (ranges.isEmpty()) {
        throw new IllegalArgumentException(vpcId + " has no range");
      }
    }

    /// Where its resolver is, as AWS numbers addresses.
    public Ipv4 resolver() {
      return ranges.getFirst().first().plus(2);
    }

    /// Whether the change builds on this view.
    public boolean precedes(VpcChange change) {
      return change.vpcId().equals(vpcId) && change.sequence() == sequence + 1;
    }

    /// The view after a change.
    public VpcView with(VpcChange change) {
      return new VpcView(
          vpcId,
          change.sequence(),
          vni,
          ranges,
          Merged.of(subnets, change.subnets(), change.removedSubnets(), VpcSubnet::id),
          Merged.of(interfaces, change.interfaces(), change.removedInterfaces(), VpcInterface::id),
          Merged.of(groups, change.groups(), change.removedGroups(), VpcGroup::id));
    }
  }

  /// What became different in a VPC: what is new or another now, and the ids of what is gone.
  ///
  /// @param sequence one above that of what it changes
  record VpcChange(
      String vpcId,
      long sequence,
      List<VpcSubnet> subnets,
      List<VpcInterface> interfaces,
      List<VpcGroup> groups,
      List<String> removedSubnets,
      List<String> removedInterfaces,
      List<String> removedGroups)
      implements VpcMessage {
    public VpcChange {
      VpcId.checked(vpcId, "a VPC");
      subnets = subnets == null ? List.of() : List.copyOf(subnets);
      interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
      groups = groups == null ? List.of() : List.copyOf(groups);
      removedSubnets = removedSubnets == null ? List.of() : List.copyOf(removedSubnets);
      removedInterfaces = removedInterfaces == null ? List.of() : List.copyOf(removedInterfaces);
      removedGroups = removedGroups == null ? List.of() : List.copyOf(removedGroups);
    }

    public static VpcChange ofInterfaces(
        String vpcId, long sequence, List<VpcInterface> interfaces, List<String> removed) {
      return new VpcChange(
          vpcId, sequence, List.of(), interfaces, List.of(), List.of(), removed, List.of());
    }

    public static VpcChange ofGroups(
        String vpcId, long sequence, List<VpcGroup> groups, List<String> removed) {
      return new VpcChange(
          vpcId, sequence, List.of(), List.of(), groups, List.of(), List.of(), removed);
    }
  }

  /// A host takes no part in the VPC any more.
  record VpcLeave(String vpcId) implements VpcMessage {
    public VpcLeave {
      VpcId.checked(vpcId, "a VPC");
    }
  }

  // From the agent to the control plane.

  /// What a host's packets go by now.
  record VpcApplied(String vpcId, long sequence) implements VpcMessage {
    public VpcApplied {
      Objects.requireNonNull(vpcId, "vpcId");
    }
  }

  /// A host lacks a change, and wants the whole view.
  record VpcAsked(String vpcId) implements VpcMessage {
    public VpcAsked {
      Objects.requireNonNull(vpcId, "vpcId");
    }
  }

  /// Anything whose type this version doesn't know. Logged and dropped.
  record Unknown(String type) implements VpcMessage {}
}
