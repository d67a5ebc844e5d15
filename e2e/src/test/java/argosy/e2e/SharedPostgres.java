package argosy.e2e;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one PostgreSQL that all of them share who don't harm it; each makes a database
/// of its own. It is started by the first, and gone after the last. Where none is installed they
/// are skipped.
final class SharedPostgres implements ParameterResolver, ExecutionCondition {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedPostgres.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Postgres.programs().isPresent()
        ? ConditionEvaluationResult.enabled("PostgreSQL is installed")
        : ConditionEvaluationResult.disabled("SKIPPED: no PostgreSQL; apt-get install postgresql");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Postgres.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Postgres.class, _ -> start(), Postgres.class);
  }

  private static Postgres start() {
    try {
      return Postgres.start();
    } catch (IOException e) {
      throw new AssertionError("no PostgreSQL starts", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("no PostgreSQL starts", e);
    }
  }
}
