package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// A VPC of a lab, as the control plane would tell it: 172.31.0.0/16 with the subnets a
/// (172.31.0.0/20) and b (172.31.16.0/20).
final class LabVpc {
  static final Rule SENDS_ALL = Rule.of(Traffic.ALL, Cidr.ANYWHERE);

  private final Lab lab;
  private VpcView view;

  LabVpc(Lab lab, int number) {
    this.lab = lab;
    this.view =
        new VpcView(
            "vpc-" + number,
            1,
            number,
            List.of(Cidr.of("172.31.0.0/16")),
            List.of(
                VpcSubnet.plain("subnet-a", Cidr.of("172.31.0.0/20")),
                VpcSubnet.plain("subnet-b", Cidr.of("172.31.16.0/20"))),
            List.of(),
            List.of());
  }

  VpcView view() {
    return view;
  }

  /// Tells all hosts everything.
  LabVpc applied() throws IOException {
    for (LinuxFabric fabric : lab.fabrics) {
      fabric.apply(view);
    }
    return this;
  }

  /// A group that sends everything and takes what its rules say; another one of the name is
  /// replaced.
  LabVpc group(String id, Rule... ingress) throws IOException {
    return group(new VpcGroup(id, List.of(ingress), List.of(SENDS_ALL)));
  }

  LabVpc group(VpcGroup group) throws IOException {
    return change(VpcChange.ofGroups(view.vpcId(), next(), List.of(group), List.of()));
  }

  LabVpc subnet(VpcSubnet subnet) throws IOException {
    return change(
        new VpcChange(
            view.vpcId(),
            next(),
            List.of(subnet),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  LabVpc change(VpcChange change) throws IOException {
    view = view.with(change);
    for (LinuxFabric fabric : lab.fabrics) {
      if (!fabric.apply(change)) {
        fabric.apply(view);
      }
    }
    return this;
  }

  LabVpc change(VpcInterface changed) throws IOException {
    return change(VpcChange.ofInterfaces(view.vpcId(), next(), List.of(changed), List.of()));
  }

  LabVpc remove(String interfaceId) throws IOException {
    return change(VpcChange.ofInterfaces(view.vpcId(), next(), List.of(), List.of(interfaceId)));
  }

  long next() {
    return view.sequence() + 1;
  }

  /// A task on a host, known to all and plugged in.
  LabTask task(int host, String address, String... groups) throws IOException {
    VpcInterface made = made(host, address, groups);
    change(made);
    Namespace namespace = lab.fabrics.get(host).makeNamespace(view.vpcId() + "-" + made.id());
    lab.fabrics.get(host).attach(InterfaceSpec.ofTask(view, made.id()), namespace);
    return new LabTask(namespace, made);
  }

  /// The host's own interface, known to all and plugged in.
  LabTask host(int host, String address, String... groups) throws IOException {
    VpcInterface made = made(host, address, groups);
    change(made);
    Namespace namespace = lab.namespaces.get(host);
    lab.fabrics.get(host).attach(InterfaceSpec.ofHost(view, made.id()), namespace);
    return new LabTask(namespace, made);
  }

  VpcInterface made(int host, String address, String... groups) {
    Ipv4 parsed = Ipv4.of(address);
    return new VpcInterface(
        "eni-" + Integer.toHexString(parsed.bits()),
        parsed,
        String.format(Locale.ROOT, "02:00:00:00:%02x:%02x", view.vni(), parsed.bits() & 255),
        List.of(groups),
        view.subnets().stream()
            .filter(subnet -> subnet.range().contains(parsed))
            .findFirst()
            .orElseThrow()
            .id(),
        lab.address(host),
        true,
        null);
  }
}
