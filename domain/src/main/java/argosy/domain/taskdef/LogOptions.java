package argosy.domain.taskdef;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/// The options of a container's log driver as the engine takes them.
public final class LogOptions {
  static final String STREAM = "awslogs-stream";
  private static final String PREFIX = "awslogs-stream-prefix";
  private static final String MODE = "mode";
  private static final String NON_BLOCKING = "non-blocking";

  /// How much waits for a log service before what is oldest is dropped: ECS's default.
  private static final String BUFFER = "10m";

  /// Those that write to files here, and wait for nobody.
  private static final Set<LogDriver> LOCAL = EnumSet.of(LogDriver.JSON_FILE, LogDriver.JOURNALD);

  private LogOptions() {}

  /// The engine keeps nothing of what the container writes. ECS's agent has this driver, though
  /// AWS's model doesn't list it.
  static boolean isNone(LogConfiguration log) {
    return "none".equals(log.logDriverAsString());
  }

  /// @param task its id: the engine has no prefixes of streams
  /// @param mode what holds where the definition says none: `blocking` or `non-blocking`
  public static Map<String, String> of(ContainerDefinition said, String task, String mode) {
    Map<String, String> options = new TreeMap<>(said.logConfiguration().options());
    LogDriver driver = said.logConfiguration().logDriver();
    String prefix = driver == LogDriver.AWSLOGS ? options.remove(PREFIX) : null;
    if (prefix != null) {
      options.put(STREAM, prefix + "/" + said.name() + "/" + task);
    }
    if (!LOCAL.contains(driver) && !isNone(said.logConfiguration())) {
      options.putIfAbsent(MODE, mode);
    }
    if (NON_BLOCKING.equals(options.get(MODE))) {
      options.putIfAbsent("max-buffer-size", BUFFER);
    }
    return options;
  }
}
