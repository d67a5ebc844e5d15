package argosy.agent.task;

import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;

/// A report on a task to the control plane.
///
/// @param request lacks the cluster
/// @param word the task's status in it
/// @param containers the status of each container in it
record StateChange(
    SubmitTaskStateChangeRequest request, String word, Map<String, String> containers) {

  /// The longest that the control plane takes.
  private static final int REASON_MAX = 1024;

  private static final int ID_MAX = 255;

  /// What the control plane doesn't know yet. Nothing is told before the task runs or has stopped;
  /// a task that stops without ever having been reported running is reported once, at its end. That
  /// is when its address is nobody's any more.
  static Optional<StateChange> due(TaskState task) {
    String word = task.known().word();
    boolean ran = task.told().word().equals("RUNNING");
    boolean late = word.equals("RUNNING") && task.stopping() && !ran;
    boolean wired = word.equals("STOPPED") && !task.wire().isGone();
    if (word.equals("PENDING") || late || wired) {
      return Optional.empty();
    }
    List<ContainerState> news =
        task.members().stream()
            .filter(c -> !c.known().word().equals(task.told().containers().get(c.name())))
            .toList();
    boolean unchanged = news.isEmpty() && word.equals(task.told().word());
    return unchanged ? Optional.empty() : Optional.of(of(task, word, news));
  }

  private static StateChange of(TaskState task, String word, List<ContainerState> news) {
    Map<String, String> words = new TreeMap<>();
    List<ContainerStateChange> changes = new ArrayList<>();
    for (ContainerState container : news) {
      words.put(container.name(), container.known().word());
      changes.add(change(task.payload(), container));
    }
    return new StateChange(
        SubmitTaskStateChangeRequest.builder()
            .task(task.arn())
            .status(word)
            .reason(cut(task.reason(), REASON_MAX))
            .containers(changes)
            .pullStartedAt(task.times().pullStarted())
            .pullStoppedAt(task.times().pullStopped())
            .executionStoppedAt(task.times().executionStopped())
            .build(),
        word,
        words);
  }

  private static ContainerStateChange change(PayloadTask task, ContainerState container) {
    Image image = container.image();
    String id = container.id();
    return ContainerStateChange.builder()
        .containerName(container.name())
        .status(container.known().word())
        .runtimeId(id == null ? null : cut(id, ID_MAX))
        .exitCode(container.exitCode())
        .reason(container.reason().isEmpty() ? null : cut(container.reason(), REASON_MAX))
        .imageDigest(image == null || image.digest().isEmpty() ? null : cut(image.digest(), ID_MAX))
        .networkBindings(bindings(task, container))
        .build();
  }

  /// In the host's network nothing is mapped: a container's port is the host's.
  private static List<NetworkBinding> bindings(PayloadTask task, ContainerState container) {
    boolean ran = container.known().atLeast(ContainerStatus.RUNNING) && container.id() != null;
    return Ports.told(
        "host".equals(task.networkMode()) && ran
            ? Ports.unmapped(container.spec())
            : container.bindings(),
        container.spec());
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
