package argosy.bench;

import argosy.agent.network.FabricHost;
import argosy.agent.network.InterfaceSpec;
import argosy.agent.network.LinuxFabric;
import argosy.agent.network.Namespace;
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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/// How fast packets of a VPC are, beside a plain pair of veth devices, and how fast its rules
/// change. Three hosts are namespaces on a network of their own; nothing leaves the machine.
///
/// `bench/network [rounds] [seconds]`
final class Packets implements AutoCloseable {
  private static final int HOSTS = 3;
  private static final int INTERFACES = 100;
  private static final int CHANGES = 10;
  private static final String ID = "bench" + ProcessHandle.current().pid();
  private static final String VPC = "vpc-bench";
  private static final double GIGA = 1e9;
  private static final double NANOS_IN_MILLI = 1e6;

  private final PrintStream out;
  private final List<String> namespaces = new ArrayList<>();
  private final List<LinuxFabric> fabrics = new ArrayList<>();
  private VpcView view;

  private Packets(PrintStream out) {
    this.out = out;
    List<VpcInterface> interfaces = new ArrayList<>();
    for (int i = 0; i < INTERFACES; i++) {
      interfaces.add(eni(i));
    }
    view =
        new VpcView(
            VPC,
            1,
            77,
            List.of(Cidr.of("172.31.0.0/16")),
            List.of(VpcSubnet.plain("subnet-a", Cidr.of("172.31.0.0/16"))),
            interfaces,
            List.of(group("sg-0", 5201), group("sg-1", 5201)));
  }

  private static VpcInterface eni(int number) {
    return new VpcInterface(
        "eni-" + number,
        Ipv4.of("172.31.1.0").plus(number),
        String.format(Locale.ROOT, "02:00:00:00:00:%02x", number),
        List.of("sg-" + number % 2),
        "subnet-a",
        address(number % HOSTS),
        true,
        null);
  }

  private static VpcGroup group(String id, int port) {
    return new VpcGroup(
        id,
        List.of(Rule.of(Traffic.tcp(port), "sg-0"), Rule.of(Traffic.tcp(port), "sg-1")),
        List.of(Rule.of(Traffic.ALL, Cidr.ANYWHERE)));
  }

  private static Ipv4 address(int host) {
    return Ipv4.of("100.127.1.1").plus(host);
  }

  /// @param arguments where the figures go, rounds, and seconds of each measurement
  static void main(String... arguments) throws Exception {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    try (var out = new PrintStream(arguments[0], StandardCharsets.UTF_8);
        var packets = new Packets(out)) {
      packets.build();
      packets.attachAll();
      packets.changes();
      packets.throughput(rounds, seconds);
    }
  }

  private void build() throws IOException {
    String between = made("between");
    in(between, "ip", "link", "add", "br0", "type", "bridge");
    in(between, "ip", "link", "set", "br0", "up");
    for (int i = 0; i < HOSTS; i++) {
      String host = made("h" + i);
      in(
          between, "ip", "link", "add", "h" + i, "type", "veth", "peer", "name", "eth0", "netns",
          host);
      in(between, "ip", "link", "set", "h" + i, "master", "br0", "up");
      in(host, "ip", "link", "set", "eth0", "up");
      in(host, "ip", "addr", "add", address(i) + "/24", "dev", "eth0");
      fabrics.add(new LinuxFabric(new FabricHost(ID + i, namespace(host), address(i))));
    }
    String one = made("floor1");
    String two = made("floor2");
    in(
        one, "ip", "link", "add", "eth0", "mtu", "1450", "type", "veth", "peer", "name", "eth0",
        "mtu", "1450", "netns", two);
    for (String each : List.of(one, two)) {
      in(each, "ip", "link", "set", "eth0", "up");
      in(
          each,
          "ip",
          "addr",
          "add",
          each.equals(one) ? "10.9.9.1/24" : "10.9.9.2/24",
          "dev",
          "eth0");
    }
  }

  private void attachAll() throws Exception {
    everywhere(fabric -> {
      fabric.apply(view);
      return true;
    });
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < INTERFACES; i++) {
      LinuxFabric fabric = fabrics.get(i % HOSTS);
      long began = System.nanoTime();
      Namespace task = fabric.makeNamespace("t" + i);
      fabric.attach(InterfaceSpec.ofTask(view, "eni-" + i), task);
      took.add((System.nanoTime() - began) / NANOS_IN_MILLI);
    }
    tell("namespace and interface of a task, ms, one at a time", took);
    out.printf("  of %d interfaces on %d hosts%n", INTERFACES, HOSTS);
  }

  private void changes() throws Exception {
    List<Double> rules = new ArrayList<>();
    List<Double> members = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      rules.add(
          changed(
              VpcChange.ofGroups(
                  VPC, view.sequence() + 1, List.of(group("sg-0", 5201 + i % 2)), List.of())));
      VpcInterface eni = eni(2);
      members.add(
          changed(
              VpcChange.ofInterfaces(
                  VPC,
                  view.sequence() + 1,
                  List.of(
                      new VpcInterface(
                          eni.id(),
                          eni.address(),
                          eni.mac(),
                          i % 2 == 0 ? List.of("sg-0", "sg-1") : List.of("sg-0"),
                          eni.subnet(),
                          eni.host(),
                          true,
                          null)),
                  List.of())));
    }
    changed(VpcChange.ofGroups(VPC, view.sequence() + 1, List.of(group("sg-0", 5201)), List.of()));
    tell("a group's rules hold on all hosts, ms", rules);
    tell("an interface has joined or left a group on all hosts, ms", members);
  }

  private double changed(VpcChange change) throws Exception {
    view = view.with(change);
    long began = System.nanoTime();
    everywhere(fabric -> {
      if (!fabric.apply(change)) {
        throw new IllegalStateException("a host lacks a change");
      }
      return true;
    });
    return (System.nanoTime() - began) / NANOS_IN_MILLI;
  }

  /// Does something on every host at once.
  private void everywhere(Act act) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> all = new ArrayList<>();
      fabrics.forEach(fabric -> all.add(() -> act.on(fabric)));
      for (Future<Boolean> each : threads.invokeAll(all)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private interface Act {
    boolean on(LinuxFabric fabric) throws IOException;
  }

  private void throughput(int rounds, int seconds) throws Exception {
    Map<String, List<Double>> sides = new TreeMap<>();
    Namespace one = fabrics.getFirst().makeNamespace("t0");
    Namespace near = fabrics.getFirst().makeNamespace("t3");
    Namespace far = fabrics.get(1).makeNamespace("t1");
    Namespace floorOne = namespace(ID + "-floor1");
    Namespace floorTwo = namespace(ID + "-floor2");
    for (int i = 0; i < rounds; i++) {
      add(sides, "1 plain veth pair", gigabits(floorOne, floorTwo, "10.9.9.2", seconds));
      add(sides, "2 one host, groups on", gigabits(one, near, "172.31.1.3", seconds));
      add(sides, "3 two hosts, groups on", gigabits(one, far, "172.31.1.1", seconds));
      for (LinuxFabric fabric : fabrics) {
        String vpc = "argosy-" + VPC + "@" + ID + fabrics.indexOf(fabric);
        in(vpc, "nft", "delete", "table", "inet", "argosy");
      }
      add(sides, "4 one host, groups off", gigabits(one, near, "172.31.1.3", seconds));
      everywhere(fabric -> {
        fabric.apply(view);
        return true;
      });
    }
    sides.forEach((side, each) -> tell("Gbit/s, " + side.substring(2), each));
    double floor = median(sides.getOrDefault("1 plain veth pair", List.of()));
    double on = median(sides.getOrDefault("2 one host, groups on", List.of()));
    double off = median(sides.getOrDefault("4 one host, groups off", List.of()));
    out.printf("through the VPC against a plain pair: %.2f%n", on / floor);
    out.printf("groups on against off: %.2f%n", on / off);
  }

  private static void add(Map<String, List<Double>> sides, String side, double value) {
    sides.computeIfAbsent(side, _ -> new ArrayList<>()).add(value);
  }

  private static double gigabits(Namespace from, Namespace to, String address, int seconds)
      throws Exception {
    Process server =
        new ProcessBuilder("nsenter", "--net=" + to, "iperf3", "-s", "-1", "--forceflush").start();
    try {
      server.inputReader(StandardCharsets.UTF_8).readLine(); // it listens when it says so
      server.inputReader(StandardCharsets.UTF_8).readLine();
      String said =
          run(
              List.of(
                  "nsenter",
                  "--net=" + from,
                  "iperf3",
                  "-c",
                  address,
                  "-J",
                  "-t",
                  String.valueOf(seconds)));
      return new JsonMapper()
              .readTree(said)
              .path("end")
              .path("sum_received")
              .path("bits_per_second")
              .asDouble()
          / GIGA;
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void tell(String what, List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    out.printf(
        Locale.ROOT,
        "%s: %.1f (%.1f to %.1f)%n",
        what,
        median(figures),
        sorted.getFirst(),
        sorted.getLast());
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  private String made(String name) throws IOException {
    String whole = ID + "-" + name;
    namespaces.add(whole);
    run(List.of("ip", "netns", "add", whole));
    return whole;
  }

  private static Namespace namespace(String name) {
    return new Namespace(Path.of("/run/netns", name));
  }

  private static void in(String namespace, String... command) throws IOException {
    List<String> whole = new ArrayList<>(List.of("nsenter", "--net=" + namespace(namespace)));
    whole.addAll(List.of(command));
    run(whole);
  }

  private static String run(List<String> command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (LinuxFabric fabric : fabrics) {
      fabric.close();
    }
    for (String namespace : namespaces) {
      run(List.of("ip", "netns", "delete", namespace));
    }
  }
}
