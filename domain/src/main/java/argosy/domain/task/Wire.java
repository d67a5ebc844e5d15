package argosy.domain.task;

import argosy.domain.id.CellId;
import argosy.domain.network.ChangeInterface;
import argosy.domain.network.NetworkInterface;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The network interface that a task in network mode awsvpc has to itself, as it was made with the
/// task. It is there as long as the task is, and the task remembers it afterwards. That of a task
/// which was given up with its host is free at once: nobody reaches that host, and when it is back
/// it hears first that the address isn't there any more.
///
/// @param attachmentId by which the task knows it
/// @param gateway the router of its subnet, with the length of the subnet's prefix
/// @param resolver the VPC's
public record Wire(
    String attachmentId, NetworkInterface networkInterface, String gateway, String resolver) {

  /// The attachment as ECS names it.
  public String attachmentArn(CellId cell) {
    return attachmentArn(cell, attachmentId);
  }

  static String attachmentArn(CellId cell, String id) {
    return "arn:aws:ecs:" + cell.region() + ":" + cell.account() + ":attachment/" + id;
  }

  /// Where interfaces go with their tasks: what has to be put and deleted with changes.
  public static List<Change> following(Picture before, List<Change> changes) {
    if (changes.stream().noneMatch(change -> wired(change).isPresent())) {
      return List.of();
    }
    var newest = // of several states of one task, the last
        changes.stream()
            .flatMap(change -> wired(change).stream())
            .collect(Collectors.toMap(Task::key, Function.identity(), (_, last) -> last));
    List<Change> following = new ArrayList<>();
    for (Task task : newest.values()) {
      NetworkInterface made = made(task).orElseThrow();
      Optional<NetworkInterface> there = NetworkInterface.find(before, made.id());
      if (task.isStopped() || task.isGivenUp()) {
        there.ifPresent(it -> following.addAll(ChangeInterface.gone(before, it)));
      } else if (there.isEmpty()) {
        following.add(new Change.Put(made));
      }
    }
    return following;
  }

  private static Optional<Task> wired(Change change) {
    return change instanceof Change.Put(Entity entity)
            && entity instanceof Task task
            && made(task).isPresent()
        ? Optional.of(task)
        : Optional.empty();
  }

  private static Optional<NetworkInterface> made(Task task) {
    return Optional.ofNullable(task.launch().wire()).map(Wire::networkInterface);
  }
}
