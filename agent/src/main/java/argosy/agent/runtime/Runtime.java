package argosy.agent.runtime;

import argosy.agent.runtime.RegistryKeys.RegistryKey;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What runs containers. Calls wait, except [#watch]; each fails with an [EngineFault] that says
/// whether the engine refused or couldn't be reached.
@SuppressWarnings("JavaLangClash") // ECS's and Docker's word for it; java.lang's isn't used here
public interface Runtime {

  /// The label that says which agent a container belongs to. Two agents on one engine never touch
  /// each other's containers.
  String HOST_LABEL = "argosy.host";

  /// The OCI runtime of containers that join a namespace which [argosy.agent.HostNetwork] made. An
  /// engine that can't do that doesn't have it.
  String JOINING = "argosy";

  /// The label that says which OCI runtime [#JOINING] hands a container on to, if not the usual.
  String WRAPPED_LABEL = "argosy.runtime";

  Engine engine() throws IOException, InterruptedException;

  /// The image if it is here; never asks a registry.
  Optional<Image> image(String name) throws IOException, InterruptedException;

  /// Fetches the image from its registry.
  ///
  /// @param key what the registry is shown
  Image pull(String name, Optional<RegistryKey> key) throws IOException, InterruptedException;

  /// The ids of the images of all containers of the engine, whoever's they are, running or not.
  Set<String> imagesInContainers() throws IOException, InterruptedException;

  /// Takes a name from an image, and removes the image with its last one; by its id only one that
  /// has no names. None there is not an error; one that a container has is a conflict.
  void removeImage(String name) throws IOException, InterruptedException;

  /// Makes an image of nothing but files; one of that name is replaced.
  ///
  /// @param files as a tar archive
  Image importImage(String name, byte[] files) throws IOException, InterruptedException;

  /// Makes a container and answers its id.
  ///
  /// @param body as in Docker Engine's API
  String create(String name, ObjectNode body) throws IOException, InterruptedException;

  /// Starts a container; starting a running one is not an error.
  void start(String id) throws IOException, InterruptedException;

  /// Finds ports of the host that nobody has, in a row, and answers the first. They aren't kept:
  /// someone else may have one of them before it is used.
  ///
  /// @param address that they are to be bound to
  /// @param protocol `tcp` or `udp`
  int freePorts(String address, String protocol, int count) throws IOException;

  /// Ends what runs of a container that the engine doesn't know to run; nothing there is not an
  /// error.
  void endLeftover(String id) throws IOException, InterruptedException;

  /// Asks a container to end, kills it after the time-out, and returns when it has ended. Stopping
  /// a stopped one is not an error.
  void stop(String id, Duration timeout) throws IOException, InterruptedException;

  /// Removes a container, running or not, with its anonymous volumes; none there is not an error.
  void remove(String id) throws IOException, InterruptedException;

  /// Makes a named volume; the same one there already is not an error.
  ///
  /// @param body as in Docker Engine's API
  void createVolume(ObjectNode body) throws IOException, InterruptedException;

  /// Removes a named volume; none there is not an error.
  void removeVolume(String name) throws IOException, InterruptedException;

  /// Makes a group of containers that together have no more than its limits, and answers what
  /// `CgroupParent` has to say of them. Empty where the host has no such groups.
  Optional<String> makeGroup(Group group) throws IOException, InterruptedException;

  /// Removes a group that has no containers any more; none there is not an error.
  void removeGroup(String name) throws IOException, InterruptedException;

  /// The container of this id or name, if there is one.
  Optional<Container> inspect(String idOrName) throws IOException, InterruptedException;

  /// All that the engine says of a container, as in Docker Engine's API; empty if there is none.
  Optional<JsonNode> describe(String id) throws IOException, InterruptedException;

  /// How many bytes a container has written into its own layer; empty if there is none.
  OptionalLong written(String id) throws IOException, InterruptedException;

  /// What a container uses; empty if there is none.
  Optional<Usage> stats(String id) throws IOException, InterruptedException;

  /// The id of the host's running container that has an address, if one has it.
  Optional<String> at(String host, InetAddress address) throws IOException, InterruptedException;

  /// All containers of a host, running or not.
  List<Container> list(String host) throws IOException, InterruptedException;

  /// Tells of what happens to a host's containers until it is closed.
  Watch watch(String host, Watcher watcher);

  /// A watch that goes on until it is closed.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// Who wants to know. Calls come from any thread.
  interface Watcher {
    /// The watch has begun, or begun again after it was broken: look at everything.
    void watching();

    /// Something happened to a container: look at it.
    void changed(String id);

    /// A container's process has ended: look at it. Who removes a running container leaves nothing
    /// to look at, so the code is told here.
    void died(String id, int exitCode);
  }

  /// The engine itself.
  ///
  /// @param version such as `20.10.24`
  /// @param apiVersion the newest that it speaks: `1.41`
  /// @param logDrivers the names of those it has
  /// @param volumeDrivers the names of those it has, `local` and those of plugins
  /// @param runtimes the names of those it has, `runc` and the like
  /// @param programs of the runtimes those that [#JOINING] can hand containers on to, since they
  ///   are programs like `runc`
  /// @param privileged it runs containers with all rights of the host
  record Engine(
      String version,
      String apiVersion,
      List<String> logDrivers,
      List<String> volumeDrivers,
      List<String> runtimes,
      List<String> programs,
      boolean privileged) {}

  /// @param name its own on the host
  /// @param vcpus null for no limit
  /// @param memoryMib null for no limit
  record Group(String name, @Nullable Double vcpus, @Nullable Integer memoryMib) {}

  /// What a container used at two moments, as in Docker Engine's API.
  ///
  /// @param before about a second before the other
  record Usage(JsonNode before, JsonNode now) {}

  /// An image that is here.
  ///
  /// @param id the engine's own
  /// @param tags its names in the engine
  /// @param digest what the registry calls it, `sha256:…`; empty if it never was in one
  /// @param environment the names of the variables that it sets
  record Image(String id, List<String> tags, String digest, List<String> environment) {}
}
