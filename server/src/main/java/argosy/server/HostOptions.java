package argosy.server;

import argosy.agent.AgentConfig;
import argosy.agent.PullBehavior;
import argosy.agent.runtime.docker.DockerLogins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How this machine gets the images of its tasks, and what stays of tasks and images.
final class HostOptions {
  @Option(
      names = "--image-pull-behavior",
      defaultValue = "prefer-cached",
      converter = Behavior.class,
      paramLabel = "HOW",
      description = {
        "When images are pulled: prefer-cached, only if they aren't here (the default);",
        "always, for every task; default, as always, but what is here will do if that fails;",
        "once, unless it was pulled for an earlier task."
      })
  private PullBehavior behavior = PullBehavior.PREFER_CACHED;

  @Option(
      names = "--docker-config",
      paramLabel = "FILE",
      description = {
        "Where the logins to registries are, as docker login writes them (default:",
        "config.json in $DOCKER_CONFIG or ~/.docker). It is read at each pull."
      })
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--task-cleanup-wait",
      defaultValue = "3h",
      converter = TimeSpan.class,
      paramLabel = "TIME",
      description = {
        "How long the containers of a stopped task stay, for their logs (default:",
        "${DEFAULT-VALUE}, as with Amazon's agent)."
      })
  private Duration cleanupWait = AgentConfig.CLEANUP_WAIT;

  @Option(
      names = "--no-image-cleanup",
      description = "Keep the images that the agent pulled, however long nobody needs them.")
  private boolean keepsImages;

  @Option(
      names = "--image-cleanup-age",
      defaultValue = "7d",
      converter = TimeSpan.class,
      paramLabel = "TIME",
      description = {
        "How long an image that the agent pulled must have been unused before it is removed",
        "(default: ${DEFAULT-VALUE}). Images that were here or were built here stay."
      })
  private Duration imageAge = Duration.ofDays(7);

  @Option(
      names = "--image-cleanup-every",
      defaultValue = "30m",
      converter = TimeSpan.class,
      paramLabel = "TIME",
      description = "How often such images are looked for (default: ${DEFAULT-VALUE}).")
  private Duration cleanupEvery = Duration.ofMinutes(30);

  @Option(
      names = "--image-cleanup-most",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many are removed each time, at most (default: ${DEFAULT-VALUE}).")
  private int cleanupMost = 5;

  @Option(
      names = "--fargate-runtime",
      defaultValue = "",
      paramLabel = "NAME",
      description = {
        "By which of the engine's OCI runtimes tasks of Fargate are run, such as gVisor's runsc",
        "(default: by its own)."
      })
  private String runtime = "";

  @Option(
      names = "--fargate-storage",
      paramLabel = "GIB",
      description = {
        "What tasks of Fargate may reserve of the disk, each 20 GiB unless it says otherwise",
        "(default: nothing is counted)."
      })
  private Optional<Integer> storageGib = Optional.empty();

  /// @throws Complaint if the file that was named isn't there, or nothing would ever be removed
  Upkeep chosen() {
    if (config.isPresent() && !Files.isReadable(config.get())) {
      throw new Complaint(
          "--docker-config " + config.get() + " can't be read; docker login makes such a file.");
    }
    Path file =
        config.orElseGet(
            () -> DockerLogins.usualFile(System.getenv(), System.getProperty("user.home")));
    if (cleanupMost < 1) {
      throw new Complaint("--image-cleanup-most is 1 or more; --no-image-cleanup removes none.");
    }
    Optional<AgentConfig.Cleanup> cleanup =
        keepsImages
            ? Optional.empty()
            : Optional.of(new AgentConfig.Cleanup(cleanupEvery, imageAge, cleanupMost));
    return new Upkeep(
        new AgentConfig.Images(behavior, new DockerLogins(file.toAbsolutePath()), cleanup),
        cleanupWait,
        fargate());
  }

  private AgentConfig.Fargate fargate() {
    if (storageGib.isPresent() && storageGib.get() < 0) {
      throw new Complaint("--fargate-storage is 0 or more GiB, not " + storageGib.get() + ".");
    }
    return new AgentConfig.Fargate(
        runtime, storageGib.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  /// Reads a behaviour as `ECS_IMAGE_PULL_BEHAVIOR` spells it.
  static final class Behavior implements ITypeConverter<PullBehavior> {
    @Override
    public PullBehavior convert(String text) {
      return Arrays.stream(PullBehavior.values())
          .filter(it -> spelled(it).equals(text))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "'"
                      + text
                      + "' is none of "
                      + Arrays.stream(PullBehavior.values())
                          .map(Behavior::spelled)
                          .collect(Collectors.joining(", "))));
    }

    private static String spelled(PullBehavior behavior) {
      return behavior.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
