package argosy.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server and one host that is elsewhere, which the tests of a class share and may kill. After
/// each of them the server is up again, all tasks are stopped, and a test fails that leaves any.
final class HostApart implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final Optional<String> runtime;
  private @Nullable Argosy argosy;
  private @Nullable SeparateAgent agent;
  private @Nullable CutCable cable;
  private @Nullable OwnEngine engine;

  /// @param runtime of the engine that it has for itself, if it has one
  private HostApart(Optional<String> runtime) {
    this.runtime = runtime;
  }

  /// On the machine's Docker Engine.
  static HostApart onTheMachinesEngine() {
    return new HostApart(Optional.empty());
  }

  /// On an engine of its own, which may be killed too. Only root can have that; others skip the
  /// class.
  ///
  /// @param runtime a script that the engine calls in place of `runc`; empty for that itself
  static HostApart onItsOwnEngine(String runtime) {
    return new HostApart(Optional.of(runtime));
  }

  Argosy argosy() {
    return Objects.requireNonNull(argosy);
  }

  SeparateAgent agent() {
    return Objects.requireNonNull(agent);
  }

  OwnEngine engine() {
    return Objects.requireNonNull(engine);
  }

  Clients aws() {
    try {
      return argosy().clients();
    } catch (Exception e) {
      throw new AssertionError("argosy env failed", e);
    }
  }

  Unharmed unharmed() {
    return new Unharmed(aws(), agent());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (runtime.isPresent()) {
      startWithEngine(runtime.get());
    } else {
      argosy = Argosy.prepare("--no-agent");
      argosy.up();
      agent = SeparateAgent.of(argosy);
    }
  }

  private void startWithEngine(String runc) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root makes namespaces");
    argosy = Argosy.prepare("--no-agent", "--listen", "0.0.0.0", "--plain-http");
    argosy.up();
    cable = new CutCable();
    engine = new OwnEngine(cable, runc);
    String endpoint = "http://" + CutCable.HERE + ":" + argosy.port();
    agent = SeparateAgent.of(argosy, endpoint, cable.into(), engine.engine());
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    argosy().up();
    unharmed().leavesNothing();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try (var _ = argosy;
        var _ = cable;
        var _ = engine;
        var _ = agent) {
      // The agent goes first, and each of them whatever becomes of the others.
    }
  }
}
