package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.instance.RegisterInstance;
import argosy.domain.instance.Registration;
import argosy.wire.Answer;
import argosy.wire.shape.Unmodelled;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;

/// Registers a host with a cluster; agents call it at their start.
final class RegisterContainerInstance implements Action<RegisterContainerInstanceRequest> {

  @Override
  public Answer perform(RegisterContainerInstanceRequest request, Context context) {
    return Named.cluster(
        context,
        request.cluster(),
        cluster -> {
          var registration =
              new Registration(request, Unmodelled.CLIENT_TOKEN.in(request).orElse(null));
          return context.ask(
              (picture, now, random) ->
                  RegisterInstance.decide(picture, cluster, registration, now, random),
              instance ->
                  RegisterContainerInstanceResponse.builder()
                      .containerInstance(InstanceView.of(context.picture(), instance, true))
                      .build());
        });
  }
}
