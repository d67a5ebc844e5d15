package argosy.domain.id;

import java.util.Optional;

/// Names a task.
///
/// @param cluster the name of its cluster
/// @param id 32 hexadecimal digits
public record TaskArn(CellId cell, String cluster, String id) {

  public ClusterArn clusterArn() {
    return new ClusterArn(cell, cluster);
  }

  /// Reads what callers write for a task of a cluster: its id, its ARN, or its ARN of the old form
  /// without the cluster's name. Empty if it is an ARN of something else, of another cell or
  /// cluster.
  public static Optional<TaskArn> parse(ClusterArn cluster, String reference) {
    if (!reference.startsWith("arn:")) {
      return Optional.of(new TaskArn(cluster.cell(), cluster.name(), reference));
    }
    return Arn.parse(reference)
        .filter(arn -> arn.type().equals("task") && arn.cell().equals(cluster.cell()))
        .flatMap(arn -> in(cluster, arn.rest()));
  }

  /// Reads an ARN of the form that names the cluster.
  public static Optional<TaskArn> parse(String arn) {
    return Arn.parse(arn)
        .filter(parts -> parts.type().equals("task") && parts.rest().indexOf('/') > 0)
        .flatMap(parts -> {
          String name = parts.rest().substring(0, parts.rest().indexOf('/'));
          return in(new ClusterArn(parts.cell(), name), parts.rest());
        });
  }

  private static Optional<TaskArn> in(ClusterArn cluster, String rest) {
    int slash = rest.indexOf('/');
    if (slash >= 0 && !rest.substring(0, slash).equals(cluster.name())) {
      return Optional.empty();
    }
    return Optional.of(new TaskArn(cluster.cell(), cluster.name(), rest.substring(slash + 1)));
  }

  /// The ARN of a container of the task.
  public String container(String containerId) {
    return cell.ecs("container/" + cluster + "/" + id + "/" + containerId);
  }

  @Override
  public String toString() {
    return cell.ecs("task/" + cluster + "/" + id);
  }
}
