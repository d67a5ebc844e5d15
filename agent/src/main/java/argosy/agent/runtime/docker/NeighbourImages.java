package argosy.agent.runtime.docker;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.http.HttpMethod;

/// The images of another engine on this machine, which need not be pulled to be had.
final class NeighbourImages implements AutoCloseable {
  /// Of layers that are packed, and of those that are unpacked.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DockerHttp there;

  NeighbourImages(Path socket) {
    this.there = new DockerHttp(socket);
  }

  /// Copies an image to an engine.
  ///
  /// @return false if it isn't there, or nobody is
  boolean copy(String name, DockerHttp here) throws IOException, InterruptedException {
    if (name.contains("@")) { // what is copied has no digest
      return false;
    }
    String path = "/images/" + DockerRuntime.path(name);
    try {
      var _ = there.call(HttpMethod.GET, path + "/json", null, PATIENCE);
    } catch (EngineFault e) {
      return false;
    }
    try (var packed = there.stream(HttpMethod.GET, path + "/get", null, PATIENCE)) {
      var body = new InputStreamRequestContent("application/x-tar", packed.content(), null);
      DockerRuntime.heed(here.stream(HttpMethod.POST, "/images/load?quiet=1", body, PATIENCE));
    }
    return true;
  }

  static EngineFault lost(String name) {
    return new EngineFault(Kind.NOT_FOUND, name + " was copied from another engine and isn't here");
  }

  @Override
  public void close() {
    there.close();
  }
}
