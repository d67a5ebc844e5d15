package argosy.agent.task;

import argosy.agent.Gpus;
import argosy.agent.runtime.Runtime.Engine;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// How containers get GPUs of this host to themselves.
///
/// @param ids of those that the host has
/// @param byRuntime through the engine's runtime `nvidia`, which reads the environment; else the
///   engine is asked for devices
public record GpuAccess(List<String> ids, boolean byRuntime) {
  static final GpuAccess NONE = new GpuAccess(List.of(), false);

  /// What the runtime looks at, and many programs do.
  static final String VISIBLE = "NVIDIA_VISIBLE_DEVICES";

  private static final String RUNTIME = "nvidia";

  /// Of Docker's API: the first version that can be asked for devices.
  private static final int REQUESTS_MINOR = 40;

  public static GpuAccess of(Gpus host, Engine engine) {
    boolean asks = Integer.parseInt(engine.apiVersion().substring("1.".length())) >= REQUESTS_MINOR;
    return new GpuAccess(host.ids(), engine.runtimes().contains(RUNTIME) || !asks);
  }

  /// What a container sees: its own, or nothing. An image may say `all`, and where `nvidia` is the
  /// engine's default runtime it would see them.
  String visible(List<String> own) {
    return own.isEmpty() ? "void" : String.join(",", own);
  }

  /// Gives a container what it has.
  ///
  /// @param host the `HostConfig` of its creation
  /// @throws IllegalArgumentException if one of them isn't here
  void give(ObjectNode host, List<String> own) {
    List<String> missing = new ArrayList<>(own);
    missing.removeAll(ids);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "HostConfigError: this host has no GPU " + String.join(", ", missing));
    }
    if (own.isEmpty()) {
      return;
    }
    if (byRuntime) {
      host.put("Runtime", RUNTIME);
      return;
    }
    ObjectNode request = host.putArray("DeviceRequests").addObject();
    request.put("Driver", RUNTIME);
    own.forEach(request.putArray("DeviceIDs")::add);
    request.putArray("Capabilities").addArray().add("gpu");
  }
}
