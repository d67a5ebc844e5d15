package argosy.agent.network;

import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;

/// What carries the packets of tasks that have an interface of their own. Calls wait, and may come
/// from any thread; each fails with a reason that an operator understands.
///
/// What was done stays when the agent dies, so that its tasks go on talking. The next agent finds
/// it by its names: it applies the newest views, attaches the interfaces of the tasks that it knows
/// again, which changes nothing where all is as it should be, and sweeps the rest away.
public interface Fabric extends AutoCloseable {

  /// Makes a VPC on this host what the view says, from whatever it was. After a failure, of this or
  /// of a change, the host needs the whole view again.
  void apply(VpcView view) throws IOException;

  /// Changes a VPC on this host.
  ///
  /// @return false, and nothing is changed, if the host hasn't what the change builds on: then it
  ///   needs the whole view
  boolean apply(VpcChange change) throws IOException;

  /// Plugs an interface into its VPC, which must have been applied. One that is plugged in as it
  /// should be stays untouched. Until a view has it, no rule lets anything through.
  ///
  /// @param namespace where its end is to be: one that [#makeNamespace] made, or
  ///   `/proc/<pid>/ns/net`
  void attach(InterfaceSpec wanted, Namespace namespace) throws IOException;

  /// Takes an interface away from wherever it is; none there is not an error.
  void detach(String vpcId, String interfaceId) throws IOException;

  /// Takes the host's share of a VPC away, with all interfaces that are still plugged into it.
  void leave(String vpcId) throws IOException;

  /// The VPCs that this host takes part in, of a former agent too.
  Set<String> vpcs() throws IOException;

  /// Makes a namespace for a task, with nothing in it but loopback; one that is there stays.
  Namespace makeNamespace(String taskId) throws IOException;

  /// Takes a task's namespace and what is plugged into it away; none there is not an error.
  void removeNamespace(String taskId) throws IOException;

  /// Removes what former agents of this host left and nobody needs: namespaces of other tasks than
  /// these, shares of other VPCs, and interfaces that no applied view has on this host.
  void sweep(Set<String> taskIds, Set<String> vpcIds) throws IOException;

  /// Does something inside of this host's share of a VPC, on a thread that ends with it: what
  /// listens to 169.254.170.2 or to the resolver's address is opened so, and stays there. It starts
  /// no threads and no programs: they would be born there ([InNamespace]).
  <T> T inside(String vpcId, Callable<T> what) throws IOException;

  /// Removes everything of this host, when its operator ends it. An agent that is only restarted
  /// doesn't call it.
  @Override
  void close() throws IOException;
}
