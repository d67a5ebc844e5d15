package argosy.e2e;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one Argosy that all of them share who don't harm it, and stops their tasks after
/// each of them. It is started by the first, and gone after the last.
final class SharedArgosy implements ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedArgosy.class);

  /// Ends the shared one before a class whose own must be alone on this machine: the range of the
  /// default VPC leads to one Argosy's tasks only. Whoever shares next starts it anew.
  static final class Ended implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
      Argosy shared = context.getRoot().getStore(NAMESPACE).remove(Argosy.class, Argosy.class);
      if (shared != null) {
        shared.close();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Argosy.class
        || parameter.getParameter().getType() == Clients.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Argosy argosy = shared(context);
    return parameter.getParameter().getType() == Argosy.class ? argosy : clients(argosy);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clients(shared(context)).stopAll();
  }

  private static Argosy shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Argosy.class, _ -> start(), Argosy.class);
  }

  private static Argosy start() {
    try {
      Argosy argosy = Argosy.start();
      argosy.awaitHost();
      return argosy;
    } catch (Exception e) {
      throw new AssertionError("the shared Argosy did not start", e);
    }
  }

  private static Clients clients(Argosy argosy) {
    try {
      return argosy.clients();
    } catch (Exception e) {
      throw new AssertionError("argosy env failed", e);
    }
  }
}
