package argosy.agent;

import argosy.agent.runtime.RegistryKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What an operator decides about an agent.
///
/// @param cluster name or ARN; empty for `default`, which is then created if it isn't there
/// @param region what containers find in `AWS_REGION`
/// @param hostName what people call the machine
/// @param publishAddress the address that published ports are bound to and reported with:
///   `127.0.0.1` where nobody beyond this machine may connect, else `0.0.0.0`
/// @param logs the endpoint of CloudWatch Logs for this host's engine
/// @param cleanupWait how long the containers of a stopped task stay, for `docker logs` and the
///   like; [#CLEANUP_WAIT] with the genuine agent
/// @param attributes the operator's own, beside those that the agent finds out
/// @param folders where file systems and objects of AWS are on the host
public record AgentConfig(
    String cluster,
    String region,
    String hostName,
    String publishAddress,
    URI logs,
    Images images,
    Duration cleanupWait,
    Resources resources,
    Map<String, String> attributes,
    Folders folders,
    Checkpoint checkpoint) {

  public static final Duration CLEANUP_WAIT = Duration.ofHours(3);

  /// Where hosts go that were told no cluster.
  public static final String DEFAULT_CLUSTER = "default";

  /// This agent's own, which the control plane shows.
  public static final String VERSION = "0.1.0";

  public AgentConfig {
    attributes = Map.copyOf(attributes);
    cluster = cluster.isEmpty() ? DEFAULT_CLUSTER : cluster;
  }

  /// How the host gets the images of its tasks, and gets rid of them.
  ///
  /// @param cleanup empty if those that were fetched stay
  public record Images(PullBehavior pulls, RegistryKeys keys, Optional<Cleanup> cleanup) {}

  /// How images go that the agent fetched and nobody needs any more.
  ///
  /// @param every how often they are looked over
  /// @param age how long one must have been of no use
  /// @param most as many go at once
  public record Cleanup(Duration every, Duration age, int most) {}

  /// How a host runs tasks of Fargate.
  ///
  /// @param runtime the engine's name of the OCI runtime of their containers; empty for its own
  /// @param storageGib what they may reserve of its disk; empty for no limit
  public record Fargate(String runtime, OptionalInt storageGib) {
    public static final Fargate PLAIN = new Fargate("", OptionalInt.empty());
  }

  /// What the host gives to tasks.
  ///
  /// @param cpuUnits 1,024 for each core
  /// @param memoryMib what remains beside the machine's own needs
  /// @param reservedPorts TCP ports that no task can have
  /// @param gpus each for one container at a time
  /// @param fargate how it runs tasks of Fargate, if it does
  public record Resources(
      int cpuUnits,
      int memoryMib,
      Set<Integer> reservedPorts,
      Set<Integer> reservedUdpPorts,
      Gpus gpus,
      Fargate fargate) {

    /// SSH, Docker's two ports, and the two that ECS agents use.
    public static final Set<Integer> RESERVED_PORTS = Set.of(22, 2375, 2376, 51678, 51679);

    public Resources {
      reservedPorts = Set.copyOf(reservedPorts);
      reservedUdpPorts = Set.copyOf(reservedUdpPorts);
    }

    /// Of a host without GPUs.
    public Resources(
        int cpuUnits, int memoryMib, Set<Integer> reservedPorts, Set<Integer> reservedUdpPorts) {
      this(cpuUnits, memoryMib, reservedPorts, reservedUdpPorts, Gpus.NONE, Fargate.PLAIN);
    }
  }
}
