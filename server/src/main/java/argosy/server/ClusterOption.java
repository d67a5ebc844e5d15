package argosy.server;

import picocli.CommandLine.Option;

/// The cluster whose tasks a verb is about.
final class ClusterOption {
  private static final String DEFAULT = "default";

  @Option(
      names = "--cluster",
      defaultValue = DEFAULT,
      paramLabel = "NAME",
      description = "The tasks' cluster (default: ${DEFAULT-VALUE}).")
  String name = DEFAULT;
}
