package argosy.domain.id;

import java.util.Optional;

/// Names a service.
///
/// @param cluster the name of its cluster
/// @param name unique among the services of its cluster that aren't INACTIVE
public record ServiceArn(CellId cell, String cluster, String name) {

  public ClusterArn clusterArn() {
    return new ClusterArn(cell, cluster);
  }

  /// Reads what callers write for a service of a cluster: its name, its ARN, or its ARN of the old
  /// form without the cluster's name. Empty if it is an ARN of something else, of another cell or
  /// cluster.
  public static Optional<ServiceArn> parse(ClusterArn cluster, String reference) {
    if (!reference.startsWith("arn:")) {
      return Optional.of(new ServiceArn(cluster.cell(), cluster.name(), reference));
    }
    return Arn.parse(reference)
        .filter(arn -> arn.type().equals("service") && arn.cell().equals(cluster.cell()))
        .flatMap(arn -> in(cluster, arn.rest()));
  }

  /// Reads an ARN of the form that names the cluster.
  public static Optional<ServiceArn> parse(String arn) {
    return Arn.parse(arn)
        .filter(parts -> parts.type().equals("service"))
        .flatMap(parts -> of(parts.cell(), parts.rest()));
  }

  /// @param rest `cluster/name`
  private static Optional<ServiceArn> of(CellId cell, String rest) {
    String[] part = rest.split("/", -1);
    return part.length == 2
        ? Optional.of(new ServiceArn(cell, part[0], part[1]))
        : Optional.empty();
  }

  private static Optional<ServiceArn> in(ClusterArn cluster, String rest) {
    int slash = rest.indexOf('/');
    if (slash >= 0 && !rest.substring(0, slash).equals(cluster.name())) {
      return Optional.empty();
    }
    return Optional.of(new ServiceArn(cluster.cell(), cluster.name(), rest.substring(slash + 1)));
  }

  /// Reads the ARN of something that a service has: `type/cluster/name/id`.
  static Optional<Part> read(String type, String arn) {
    return Arn.parse(arn)
        .filter(parts -> parts.type().equals(type))
        .flatMap(parts -> {
          int slash = parts.rest().lastIndexOf('/');
          return slash < 0
              ? Optional.empty()
              : of(parts.cell(), parts.rest().substring(0, slash))
                  .map(service -> new Part(service, parts.rest().substring(slash + 1)));
        });
  }

  /// Something that a service has, by its id.
  record Part(ServiceArn service, String id) {}

  /// The ARN of something that the service has.
  String part(String type, String id) {
    return cell.ecs(type + "/" + cluster + "/" + name + "/" + id);
  }

  @Override
  public String toString() {
    return cell.ecs("service/" + cluster + "/" + name);
  }
}
