package argosy.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A network namespace on a cable of its own to this machine, which can be cut as a broken switch
/// does it: what is sent on either side gets lost, and neither is told.
final class CutCable implements AutoCloseable {
  static final String HERE = "10.213.71.1";
  private static final String THERE = "10.213.71.2";
  private static final String NAMESPACE = "argosy-e2e-cut";
  private static final String PLUG = "argosycut0";
  private static final Duration COMMAND_MAX = Duration.ofMinutes(1);

  CutCable() throws IOException, InterruptedException {
    close();
    run("ip netns add " + NAMESPACE);
    run("ip link add " + PLUG + " type veth peer name eth0 netns " + NAMESPACE);
    run("ip address add " + HERE + "/30 dev " + PLUG);
    run("ip link set " + PLUG + " up");
    there("ip address add " + THERE + "/30 dev eth0");
    there("ip link set lo up");
    there("ip link set eth0 up");
  }

  /// Words that lead into the namespace: its network is another, everything else is this machine's.
  List<String> into() {
    return List.of("nsenter", "--net=/run/netns/" + NAMESPACE);
  }

  void cut() throws IOException, InterruptedException {
    run("iptables -w 60 -I INPUT -i " + PLUG + " -j DROP");
    there("iptables -w 60 -I INPUT -i eth0 -j DROP");
  }

  void mend() throws IOException, InterruptedException {
    run("iptables -w 60 -D INPUT -i " + PLUG + " -j DROP");
    there("iptables -w 60 -D INPUT -i eth0 -j DROP");
  }

  /// Leaves nothing, whatever was there.
  @Override
  public void close() throws IOException {
    tryTo("iptables -w 60 -D INPUT -i " + PLUG + " -j DROP");
    tryTo("ip link delete " + PLUG);
    tryTo("ip netns delete " + NAMESPACE);
  }

  private void there(String line) throws IOException, InterruptedException {
    run(String.join(" ", into()) + " " + line);
  }

  private static void run(String line) throws IOException, InterruptedException {
    Ran.of(COMMAND_MAX, Map.of(), List.of(line.split(" "))).well();
  }

  private static void tryTo(String line) throws IOException {
    try {
      Ran.of(COMMAND_MAX, Map.of(), List.of(line.split(" ")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
