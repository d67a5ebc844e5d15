package argosy.server;

import argosy.agent.Gpus;
import argosy.agent.runtime.nvidia.NvidiaDriver;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which GPUs this machine gives to tasks.
final class GpuOption {
  private static final String NO_GPUS = "none";

  @Option(
      names = "--gpus",
      split = ",",
      paramLabel = "ID",
      description = {
        "This host's GPUs for tasks, as the engine knows them: GPU-UUID,GPU-UUID or 0,1; or none",
        "(default: all that NVIDIA's driver shows)."
      })
  private List<String> said = List.of();

  boolean isEmpty() {
    return said.isEmpty();
  }

  /// Where to look for them.
  ///
  /// @throws Complaint if what is said are no ids
  Gpus.Finder chosen() {
    if (said.isEmpty()) {
      return new NvidiaDriver();
    }
    Gpus stated = said.equals(List.of(NO_GPUS)) ? Gpus.NONE : stated(said);
    return () -> stated;
  }

  private static Gpus stated(List<String> ids) {
    try {
      return new Gpus(ids, "");
    } catch (IllegalArgumentException e) {
      throw new Complaint(
          "--gpus: "
              + Optional.ofNullable(e.getMessage()).orElse("")
              + "; say the ids that nvidia-smi -L prints, with commas between them.");
    }
  }
}
