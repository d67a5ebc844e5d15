package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Cidr6;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Ipv6;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A VPC of a lab, as the control plane would tell it: 172.31.0.0/16 with the subnets a
/// (172.31.0.0/20) and b (172.31.16.0/20), and with IPv6, if it is to have that, in both.
final class LabVpc {
  static final Rule SENDS_ALL = Rule.of(Traffic.ALL, Cidr.ANYWHERE);
  static final Rule SENDS_ALL6 = Rule.of(Traffic.ALL, Cidr6.ANYWHERE);

  /// All but the last digit of subnets' ranges, which is what they are called.
  static final String RANGE6 = "fd61:7267:0:10";

  private final Lab lab;
  private final boolean dual;
  private VpcView view;

  LabVpc(Lab lab, int number) {
    this(lab, number, false);
  }

  /// One with IPv6.
  static LabVpc dual(Lab lab, int number) {
    return new LabVpc(lab, number, true);
  }

  private LabVpc(Lab lab, int number, boolean dual) {
    this.lab = lab;
    this.dual = dual;
    this.view =
        new VpcView(
            "vpc-" + number,
            1,
            number,
            List.of(Cidr.of("172.31.0.0/16")),
            List.of(subnet("a", "172.31.0.0/20"), subnet("b", "172.31.16.0/20")),
            List.of(),
            List.of());
  }

  private VpcSubnet subnet(String name, String range) {
    Cidr6 range6 = dual ? Cidr6.of(RANGE6 + name + "::/64") : null;
    return new VpcSubnet("subnet-" + name, Cidr.of(range), List.of(), WayOut.NONE, null, range6);
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
    return group(new VpcGroup(id, List.of(ingress), List.of(SENDS_ALL, SENDS_ALL6)));
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
    return plugged(host, made(host, address, groups));
  }

  private LabTask plugged(int host, VpcInterface made) throws IOException {
    change(made);
    Namespace namespace = lab.fabrics.get(host).makeNamespace(view.vpcId() + "-" + made.id());
    lab.fabrics.get(host).attach(InterfaceSpec.ofTask(view, made.id()), namespace);
    return new LabTask(namespace, made);
  }

  /// A task that has no address of IPv6, whatever its VPC has.
  LabTask bare(int host, String address, String... groups) throws IOException {
    return plugged(host, with6(made(host, address, groups), null));
  }

  static VpcInterface with6(VpcInterface eni, @Nullable Ipv6 address6) {
    return with(eni, eni.sourceDestCheck(), address6);
  }

  /// One that may send what isn't its own.
  static VpcInterface unchecked(VpcInterface eni) {
    return with(eni, false, eni.address6());
  }

  private static VpcInterface with(VpcInterface eni, boolean checked, @Nullable Ipv6 address6) {
    return new VpcInterface(
        eni.id(),
        eni.address(),
        eni.mac(),
        eni.groups(),
        eni.subnet(),
        eni.host(),
        checked,
        eni.publicAddress(),
        eni.ofHost(),
        address6);
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
    VpcSubnet subnet =
        view.subnets().stream()
            .filter(each -> each.range().contains(parsed))
            .findFirst()
            .orElseThrow();
    return new VpcInterface(
        "eni-" + Integer.toHexString(parsed.bits()),
        parsed,
        String.format(Locale.ROOT, "02:00:00:00:%02x:%02x", view.vni(), parsed.bits() & 255),
        List.of(groups),
        subnet.id(),
        lab.address(host),
        true,
        null,
        false,
        subnet.range6() == null ? null : address6(parsed, subnet));
  }

  /// It ends as the other one does.
  private static Ipv6 address6(Ipv4 address, VpcSubnet subnet) {
    String name = subnet.id().substring("subnet-".length());
    return Ipv6.of(RANGE6 + name + "::" + Integer.toHexString(address.bits() & 255));
  }
}
