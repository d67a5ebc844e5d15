package argosy.agent.network;

import java.nio.file.Path;

/// A network namespace, by the file that stands for it.
public record Namespace(Path path) {
  /// That of this process, named so that other processes find it too.
  public static final Namespace OWN = ofProcess(ProcessHandle.current().pid());

  /// That of another process.
  public static Namespace ofProcess(long pid) {
    return new Namespace(Path.of("/proc/" + pid + "/ns/net"));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
