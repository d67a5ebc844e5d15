package argosy.server.hosts;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host on this machine.
public final class LocalHost {
  /// As many zones as a Region has at least.
  private static final String ZONES = "abc";

  private static final String ENGINE = "dockerd";

  /// Its containerd ends with it, a moment later.
  private static final String ENGINES_OWN = "containerd --config";

  private static final String AGENT = "argosy.server.Main agent";
  static final Path SOCKETS = Path.of("/run/argosy/hosts");
  private static final long MIB = 1 << 20;

  private final int number;
  private final Path folder;
  private final Path sockets;
  private final String groups;
  private final Spaces spaces;
  private final Underlay underlay;

  /// @param all the folder of the hosts
  /// @param id of the data folder, among all of the machine
  LocalHost(int number, Path all, String id, Underlay underlay) {
    this.number = number;
    this.folder = all.resolve(name());
    this.sockets = SOCKETS.resolve(id).resolve(name());
    this.groups = "argosy-" + id;
    this.spaces = new Spaces(id + "." + name());
    this.underlay = underlay;
  }

  /// `host-1` and so on.
  public String name() {
    return "host-" + number;
  }

  /// Its address on the network of the hosts, at which the ports answer that its tasks publish.
  public String address() {
    return underlay.host(number);
  }

  /// @param region whose zone it is
  public String zone(String region) {
    return region + ZONES.charAt((number - 1) % ZONES.length());
  }

  /// How a host is: whole, cut off, or without engine or agent.
  public enum State {
    UP,
    CUT,
    WITHOUT_ENGINE,
    WITHOUT_AGENT,
    DOWN
  }

  public State state() throws IOException {
    if (!spaces.areThere()) {
      return State.DOWN;
    }
    String mounts = spaces.mounts();
    return Inmates.find(mounts, ENGINE).isEmpty()
        ? State.WITHOUT_ENGINE
        : Inmates.find(mounts, AGENT).isEmpty()
            ? State.WITHOUT_AGENT
            : isPlugged() ? State.UP : State.CUT;
  }

  private boolean isPlugged() throws IOException {
    return Commands.run("ip -o link show dev " + link()).contains("master " + underlay.bridge());
  }

  /// The bridge's end of its cable.
  private String link() {
    return underlay.bridge().replace("argosy", "argo") + "." + number;
  }

  /// Starts what of it doesn't run.
  ///
  /// @param credentials the agent's, as variables of its environment
  void start(Launch launch, Map<String, String> credentials) throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(sockets);
    if (!spaces.areThere()) {
      spaces.make();
      plugIn();
    }
    mend();
    String mounts = spaces.mounts();
    if (Inmates.find(mounts, ENGINE).isEmpty()) {
      startEngine();
    }
    if (Inmates.find(mounts, AGENT).isEmpty()) {
      startAgent(launch, credentials);
    }
  }

  private void plugIn() throws IOException {
    Commands.succeeds("ip link delete " + link());
    Commands.run("ip link add " + link() + " type veth peer name eth0 netns " + spaces.network());
    Commands.run("ip link set " + link() + " up");
    inside("ip address add " + address() + "/24 dev eth0");
    inside("ip link set eth0 up");
    inside("ip route add default via " + underlay.server());
  }

  private void inside(String line) throws IOException {
    var words = new ArrayList<>(spaces.into());
    words.addAll(List.of(line.split(" ")));
    Commands.run(words);
  }

  private void startEngine() throws IOException {
    Path configuration = folder.resolve("daemon.json");
    Files.writeString(configuration, "{}\n");
    // A number that its like had before it died may be anybody's now.
    Files.deleteIfExists(sockets.resolve("docker.pid"));
    Files.deleteIfExists(sockets.resolve("exec/containerd/containerd.pid"));
    start(
        "dockerd",
        Map.of(),
        List.of(
            "dockerd",
            "--live-restore",
            "--config-file=" + configuration,
            "--add-runtime=argosy=/usr/local/libexec/argosy/runtime",
            "--data-root=" + folder.resolve("docker"),
            "--exec-root=" + sockets.resolve("exec"),
            "--pidfile=" + sockets.resolve("docker.pid"),
            "--exec-opt=native.cgroupdriver=cgroupfs",
            "--cgroup-parent=/" + groups + "/" + name(),
            "--host=unix://" + socket()));
  }

  /// Whether its engine answers.
  public boolean answers() throws IOException {
    return Commands.succeeds("docker -H unix://" + socket() + " version");
  }

  /// What its engine, or its agent, says.
  public Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private Path socket() {
    return sockets.resolve("docker.sock");
  }

  /// What a command in it needs to find its engine.
  public Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "unix://" + socket());
  }

  private void startAgent(Launch launch, Map<String, String> credentials) throws IOException {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long memory = machine.getTotalMemorySize() / MIB / launch.hosts();
    var words = new ArrayList<>(Launch.program());
    words.addAll(
        List.of(
            "--server=http://" + underlay.server() + ":" + launch.port(),
            "--region=" + launch.region(),
            "--data=" + folder,
            "--host-name=" + name(),
            "--underlay=" + address(),
            "--images-from=/var/run/docker.sock",
            "--memory=" + memory,
            "--attribute=ecs.availability-zone=" + zone(launch.region()),
            "--attribute=argosy.pool=both"));
    words.addAll(launch.options());
    var environment = new HashMap<>(credentials);
    environment.putAll(environment());
    start("agent", environment, words);
  }

  private void start(String name, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = log(name);
    var builder =
        new ProcessBuilder(Launch.detached(spaces.into(), command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.start();
  }

  private void refuseIfDown() throws IOException {
    if (!spaces.areThere()) {
      throw new IOException(name() + " is down; argosy host start " + name() + " brings it back.");
    }
  }

  /// Words in front of a command that is to run in it.
  ///
  /// @throws IOException if it is down
  public List<String> into() throws IOException {
    refuseIfDown();
    return spaces.into();
  }

  /// Takes its plug out, as a broken switch does it: nothing comes or goes, and nobody is told.
  public void cut() throws IOException {
    refuseIfDown();
    Commands.run("ip link set " + link() + " nomaster");
  }

  /// Puts the plug back in.
  public void mend() throws IOException {
    refuseIfDown();
    Commands.run("ip link set " + link() + " master " + underlay.bridge());
  }

  /// Ends its agent; containers run on.
  public void killAgent() throws IOException {
    refuseIfDown();
    kill(AGENT);
  }

  /// Ends its engine; containers run on.
  public void killEngine() throws IOException {
    refuseIfDown();
    kill(ENGINE);
    kill(ENGINES_OWN);
  }

  private void kill(String words) throws IOException {
    Optional<ProcessHandle> found = Inmates.find(spaces.mounts(), words);
    if (found.isPresent()) {
      found.get().destroyForcibly();
      Inmates.await(found.get());
    }
  }

  /// Asks its agent to end.
  void stopAgent() throws IOException {
    if (spaces.areThere()) {
      Optional<ProcessHandle> agent = Inmates.find(spaces.mounts(), AGENT);
      if (agent.isPresent()) {
        agent.get().destroy();
        Inmates.await(agent.get());
      }
    }
  }

  /// Ends all of it at once, as the loss of power does. What is on its disk stays.
  public void kill() throws IOException {
    if (spaces.areThere()) {
      Inmates.kill(spaces.mounts());
    }
    spaces.remove();
    Commands.succeeds("ip link delete " + link());
    Groups.remove(groups, name());
    Trees.remove(sockets);
  }

  /// Ends it for good, with what is on its disk.
  void remove() throws IOException {
    kill();
    Trees.remove(folder);
  }
}
