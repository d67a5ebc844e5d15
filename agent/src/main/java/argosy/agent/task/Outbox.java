package argosy.agent.task;

import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;

/// Takes reports for the control plane and doesn't rest before they have arrived.
public interface Outbox {

  /// @param request lacks the cluster
  /// @param arrived called once, when the control plane has taken the report or has said that it
  ///   never will
  void submit(SubmitTaskStateChangeRequest request, Runnable arrived);
}
