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
import argosy.domain.network.EgressOnlyGateway;
import argosy.domain.network.ElasticIp;
import argosy.domain.network.InternetGateway;
import argosy.domain.network.NatGateway;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.NetworkDefaults;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.RouteTable;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.network.VpcEndpoint;
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
          ElasticIp.KIND,
          Family.KIND,
          Group.KIND,
          Definition.KIND,
          Instance.KIND,
          EgressOnlyGateway.KIND,
          InternetGateway.KIND,
          ManagedPolicy.KIND,
          NatGateway.KIND,
          NetworkAcl.KIND,
          NetworkDefaults.KIND,
          NetworkInterface.KIND,
          Revision.KIND,
          Rollout.KIND,
          RouteTable.KIND,
          SecurityGroup.KIND,
          SecurityGroupRule.KIND,
          Service.KIND,
          ServiceEvent.KIND,
          Subnet.KIND,
          Task.KIND,
          TaskSet.KIND,
          User.KIND,
          Vpc.KIND,
          VpcEndpoint.KIND);

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
