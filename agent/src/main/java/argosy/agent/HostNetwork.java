package argosy.agent;

import argosy.wire.acs.PayloadTask;
import argosy.wire.vpc.VpcMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A host's share of the VPCs: gives tasks in network mode awsvpc the network interface that each
/// has to itself. Calls wait, but for [#heard], and may be made again.
public interface HostNetwork {

  /// The attribute that says which address the host has on the network between hosts.
  String UNDERLAY = "argosy.underlay";

  /// Of a host that can't.
  HostNetwork NONE = new NoNetwork();

  /// Whether the host can.
  boolean isHere();

  /// Takes what the control plane says of a VPC. Any thread may call.
  ///
  /// @param answer takes what the control plane is to know of it
  void heard(VpcMessage message, Consumer<VpcMessage> answer);

  /// Attaches a task's interface, in a namespace that is made for the task.
  ///
  /// @throws IOException with a reason that an operator understands
  void attach(PayloadTask task) throws IOException, InterruptedException;

  /// Attaches a task's interface where a process of it lives.
  ///
  /// @throws IOException with a reason that an operator understands
  void attach(PayloadTask task, long process) throws IOException, InterruptedException;

  /// Takes a task's interface away, and the namespace if one was made; none there is not an error.
  void detach(PayloadTask task) throws IOException;

  /// Has a container that was made and never started live in the namespace that was made for its
  /// task.
  void join(String containerId, PayloadTask task) throws IOException;

  /// Forgets containers that are gone.
  void part(List<String> containerIds) throws IOException;

  /// The files by which a task's containers know names: `hosts`, `hostname` and `resolv.conf`.
  ///
  /// @return the folder that they are in
  Path names(PayloadTask task) throws IOException;

  /// Stops listening to the control plane. What is in place stays for the tasks that run on.
  ///
  /// @param idle nothing runs on: then nothing stays
  void close(boolean idle);

  /// Removes what former agents left that no task needs any more.
  ///
  /// @param tasks by their ids
  void sweep(Set<String> tasks) throws IOException;
}
