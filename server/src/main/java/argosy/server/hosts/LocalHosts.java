package argosy.server.hosts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The hosts of a data folder that are on this machine.
public final class LocalHosts {
  private static final String FOLDER = "hosts";

  /// Names of links have 15 letters..
  private static final int HOSTS_MAX = 99;

  private static final List<String> PROGRAMS =
      List.of("dockerd", "ip", "iptables", "mountpoint", "nft", "nsenter", "setsid", "unshare");

  private final Path folder;
  private final String id;
  private final Underlay underlay;

  private LocalHosts(Path folder, String id, Underlay underlay) {
    this.folder = folder;
    this.id = id;
    this.underlay = underlay;
  }

  /// Those of a data folder, if it ever had any.
  public static Optional<LocalHosts> of(Path data) throws IOException {
    return Files.isDirectory(data.resolve(FOLDER)) ? Optional.of(prepare(data)) : Optional.empty();
  }

  /// @throws IOException if this machine can't have hosts
  public static LocalHosts prepare(Path data) throws IOException {
    lack();
    Path folder = Files.createDirectories(data.resolve(FOLDER));
    String id = HexFormat.of().toHexDigits(data.toString().hashCode());
    return new LocalHosts(folder, id, Underlay.of(folder, id));
  }

  private static void lack() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new IOException("only root makes local hosts: each is a namespace of the kernel.");
    }
    for (String program : PROGRAMS) {
      if (Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
          .noneMatch(path -> Files.isExecutable(Path.of(path, program)))) {
        throw new IOException("local hosts need the program " + program + ", which isn't here.");
      }
    }
  }

  /// How many there are.
  public int count() throws IOException {
    return Launch.read(folder).hosts();
  }

  public List<LocalHost> all() throws IOException {
    return all(count());
  }

  private List<LocalHost> all(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new LocalHost(number, folder, id, underlay))
        .toList();
  }

  /// @throws IOException if there is none of that name
  public LocalHost named(String name) throws IOException {
    List<LocalHost> all = all();
    return all.stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "there is no host "
                    + name
                    + "; there are: "
                    + String.join(" ", all.stream().map(LocalHost::name).toList())));
  }

  /// Makes the network of the hosts, and answers where the server has to listen for them.
  public String ground() throws IOException {
    Spaces.prepare();
    underlay.make();
    return underlay.server();
  }

  /// Starts what doesn't run, and ends hosts that are too many.
  ///
  /// @param port where the server listens on the network of the hosts
  /// @param region whose zones the hosts are in
  /// @param options for each agent
  /// @param credentials of each agent, as variables of its environment
  /// @throws IOException if one can't be had
  public void start(
      int count, int port, String region, List<String> options, Map<String, String> credentials)
      throws IOException {
    if (count < 1 || count > HOSTS_MAX) {
      throw new IOException("--hosts wants a number from 1 to " + HOSTS_MAX + ", not " + count);
    }
    for (LocalHost tooMany : all().stream().skip(count).toList()) {
      tooMany.remove();
    }
    Launch before = Launch.read(folder);
    var launch = new Launch(count, port, region, options);
    if (!launch.equals(before)) {
      stopAgents();
      launch.write(folder);
    }
    each(all(), host -> host.start(launch, credentials));
  }

  /// Starts what of one host doesn't run.
  public void start(LocalHost host, Map<String, String> credentials) throws IOException {
    ground();
    host.start(Launch.read(folder), credentials);
  }

  /// Ends their agents; their containers run on.
  public void stopAgents() throws IOException {
    each(all(), LocalHost::stopAgent);
  }

  /// Ends all of them for good.
  public void remove() throws IOException {
    each(all(), LocalHost::remove);
    underlay.remove();
    Trees.remove(LocalHost.SOCKETS.resolve(id));
    Spaces.forget();
    Trees.remove(folder);
  }

  /// The region whose zones they are in.
  public String region() throws IOException {
    return Launch.read(folder).region();
  }

  private interface Act {
    void on(LocalHost host) throws IOException;
  }

  /// All at once.
  private static void each(List<LocalHost> hosts, Act act) throws IOException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> acts = new ArrayList<>();
      for (LocalHost host : hosts) {
        acts.add(() -> {
          act.on(host);
          return true;
        });
      }
      for (Future<Boolean> done : threads.invokeAll(acts)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
