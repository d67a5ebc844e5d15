package argosy.domain.id;

import java.util.Optional;

/// Names a managed daemon.
///
/// @param cluster the name of its cluster
/// @param name unique among the daemons of its cluster
public record DaemonArn(CellId cell, String cluster, String name) {

  public ClusterArn clusterArn() {
    return new ClusterArn(cell, cluster);
  }

  public static Optional<DaemonArn> parse(String arn) {
    return Arn.parse(arn)
        .filter(parts -> parts.type().equals("daemon"))
        .flatMap(parts -> of(parts.cell(), parts.rest()));
  }

  /// @param rest `cluster/name`
  private static Optional<DaemonArn> of(CellId cell, String rest) {
    String[] part = rest.split("/", -1);
    return part.length == 2 ? Optional.of(new DaemonArn(cell, part[0], part[1])) : Optional.empty();
  }

  /// Something that a daemon has, by its id.
  record Part(DaemonArn daemon, String id) {}

  /// Reads the ARN of something that a daemon has: `type/cluster/name/id`.
  static Optional<Part> read(String type, String arn) {
    return Arn.parse(arn)
        .filter(parts -> parts.type().equals(type))
        .flatMap(parts -> {
          int slash = parts.rest().lastIndexOf('/');
          return slash < 0
              ? Optional.empty()
              : of(parts.cell(), parts.rest().substring(0, slash))
                  .map(daemon -> new Part(daemon, parts.rest().substring(slash + 1)));
        });
  }

  /// The ARN of something that the daemon has.
  String part(String type, String id) {
    return cell.ecs(type + "/" + cluster + "/" + name + "/" + id);
  }

  @Override
  public String toString() {
    return cell.ecs("daemon/" + cluster + "/" + name);
  }
}
