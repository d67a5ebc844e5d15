package argosy.server;

/// The regions that the command line works in.
final class Regions {

  /// Where this machine is unless an operator says otherwise.
  static final String DEFAULT = "us-east-1";

  private Regions() {}
}
