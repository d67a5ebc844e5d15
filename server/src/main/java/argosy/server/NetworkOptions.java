package argosy.server;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Where tasks with an address of their own are, if somebody wants it otherwise than by default.
final class NetworkOptions {
  @Option(
      names = "--subnets",
      split = ",",
      paramLabel = "ID",
      description = "The subnets of tasks in network mode awsvpc (default: the default VPC's).")
  List<String> subnets = new ArrayList<>();

  @Option(
      names = "--security-groups",
      split = ",",
      paramLabel = "ID",
      description =
          "Their security groups (default: one that opens the definition's ports to everybody).")
  List<String> groups = new ArrayList<>();

  @Option(
      names = "--no-public-ip",
      description = "No public address for tasks of Fargate: then they reach only their VPC.")
  boolean noPublicIp;

  boolean areGiven() {
    return !subnets.isEmpty() || !groups.isEmpty() || noPublicIp;
  }
}
