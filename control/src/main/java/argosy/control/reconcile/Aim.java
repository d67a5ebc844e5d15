package argosy.control.reconcile;

import argosy.domain.deployment.Outside;
import argosy.domain.deployment.ReconcileDaemon;
import argosy.domain.deployment.ReconcileService;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.state.Decision;

/// What is reconciled, and by which decision.
sealed interface Aim {

  /// @param outside what deployments ask of the world
  Decision<Reconciled> decision(Outside outside);

  record OfService(ServiceArn service) implements Aim {
    @Override
    public Decision<Reconciled> decision(Outside outside) {
      return Decision.named(
          "ReconcileService",
          (picture, now, random) -> ReconcileService.decide(picture, service, outside, now, random));
    }
  }

  record OfDaemon(DaemonArn daemon) implements Aim {
    @Override
    public Decision<Reconciled> decision(Outside outside) {
      return Decision.named(
          "ReconcileDaemon",
          (picture, now, random) -> ReconcileDaemon.decide(picture, daemon, now, random));
    }
  }
}
