package argosy.control.reconcile;

import argosy.domain.deployment.ReconcileDaemon;
import argosy.domain.deployment.ReconcileService;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.state.Decision;

/// What is reconciled, and by which decision.
sealed interface Aim {

  Decision<Reconciled> decision();

  record OfService(ServiceArn service) implements Aim {
    @Override
    public Decision<Reconciled> decision() {
      return Decision.named(
          "ReconcileService",
          (picture, now, random) -> ReconcileService.decide(picture, service, now, random));
    }
  }

  record OfDaemon(DaemonArn daemon) implements Aim {
    @Override
    public Decision<Reconciled> decision() {
      return Decision.named(
          "ReconcileDaemon",
          (picture, now, random) -> ReconcileDaemon.decide(picture, daemon, now, random));
    }
  }
}
