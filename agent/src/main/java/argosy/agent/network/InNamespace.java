package argosy.agent.network;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Does something inside of a network namespace. Sockets that are opened there belong to it for
/// good, whoever uses them afterwards, and so do programs that are started there.
public final class InNamespace {
  private InNamespace() {}

  /// Does it on a thread of the system that ends with it: a namespace is a thread's, and virtual
  /// threads share theirs.
  public static <T> T call(Namespace namespace, Callable<T> what) throws IOException {
    return onThread(() -> {
      Kernel.enter(namespace.path());
      return what.call();
    });
  }

  /// Back where it was: whoever waits is woken from this thread, which may make a thread for that,
  /// and threads begin in the namespace of those who make them.
  private static void leave() {
    try {
      Kernel.enter(Namespace.OWN.path());
    } catch (IOException e) {
      throw new IllegalStateException("a thread can't leave its network namespace", e);
    }
  }

  /// Does it on a thread of its own, whose namespace it may change.
  static <T> T onThread(Callable<T> what) throws IOException {
    var done = new CompletableFuture<T>();
    Thread.ofPlatform().daemon().name("namespace").start(() -> complete(done, what));
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    }
  }

  private static <T> void complete(CompletableFuture<T> done, Callable<T> what) {
    try {
      T result;
      try {
        result = what.call();
      } finally {
        leave();
      }
      done.complete(result);
    } catch (Throwable e) { // whatever it was is the caller's
      done.completeExceptionally(e);
    }
  }
}
