package argosy.server;

import picocli.CommandLine.Option;

/// The region that a verb is for.
final class RegionOption {

  /// Where this machine is unless an operator says otherwise.
  static final String DEFAULT = "us-east-1";

  @Option(
      names = "--region",
      defaultValue = DEFAULT,
      paramLabel = "REGION",
      description = "The region of this machine, or of its clients (default: ${DEFAULT-VALUE}).")
  String name = DEFAULT;
}
