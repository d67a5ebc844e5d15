package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.error.EcsError;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceRequest;

/// Lists the services of a namespace. There are no namespaces yet, so that none is found.
final class ListServicesByNamespace implements Action<ListServicesByNamespaceRequest> {

  @Override
  public Answer perform(ListServicesByNamespaceRequest request, Context context) {
    String namespace = request.namespace();
    if (namespace == null || namespace.isEmpty()) {
      return Context.invalid("namespace is required: the name or ARN of a namespace.");
    }
    return Page.read(
        request.nextToken(),
        request.maxResults(),
        _ ->
            Context.refuse(
                new EcsError.NamespaceNotFound("The namespace " + namespace + " was not found.")));
  }
}
