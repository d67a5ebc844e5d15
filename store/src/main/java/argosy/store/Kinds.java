package argosy.store;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDefinition;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.daemon.DaemonRevision;
import argosy.domain.event.EcsEvent;
import argosy.domain.iam.AccessKey;
import argosy.domain.iam.Group;
import argosy.domain.iam.ManagedPolicy;
import argosy.domain.iam.User;
import argosy.domain.instance.Instance;
import argosy.domain.service.Revision;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceEvent;
import argosy.domain.service.TaskSet;
import argosy.domain.setting.AccountSetting;
import argosy.domain.state.Kind;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Family;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every kind of entity that is kept.
final class Kinds {
  static final List<Kind<?>> ALL =
      List.of(
          AccessKey.KIND,
          AccountSetting.KIND,
          CapacityProvider.KIND,
          Cluster.KIND,
          Daemon.KIND,
          DaemonDefinition.KIND,
          DaemonDeployment.KIND,
          DaemonRevision.KIND,
          EcsEvent.KIND,
          Family.KIND,
          Group.KIND,
          Definition.KIND,
          Instance.KIND,
          ManagedPolicy.KIND,
          Revision.KIND,
          Rollout.KIND,
          Service.KIND,
          ServiceEvent.KIND,
          Task.KIND,
          TaskSet.KIND,
          User.KIND);

  private static final Map<String, Kind<?>> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private Kinds() {}

  /// @throws IllegalArgumentException if no kind has the name
  static Kind<?> named(String name) {
    Kind<?> found = BY_NAME.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no kind of entity is called " + name);
    }
    return found;
  }
}
