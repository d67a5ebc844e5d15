package argosy.server;

import argosy.agent.AgentConfig;
import argosy.agent.PullBehavior;
import argosy.agent.runtime.docker.DockerLogins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How this machine gets the images of its tasks.
final class ImageOptions {
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

  /// @throws Complaint if the file that was named isn't there
  AgentConfig.Images chosen() {
    if (config.isPresent() && !Files.isReadable(config.get())) {
      throw new Complaint(
          "--docker-config " + config.get() + " can't be read; docker login makes such a file.");
    }
    Path file =
        config.orElseGet(
            () -> DockerLogins.usualFile(System.getenv(), System.getProperty("user.home")));
    return new AgentConfig.Images(behavior, new DockerLogins(file.toAbsolutePath()));
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
