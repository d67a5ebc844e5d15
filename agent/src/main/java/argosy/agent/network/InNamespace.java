package argosy.agent.network;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Does something inside of a network namespace. Sockets that are opened there belong to it for
/// good, whoever uses them afterwards.
///
/// Threads are born in the namespace of the thread that starts them. So what is done inside must
/// not start threads or programs, nor wake virtual threads, which may take a new thread to carry
/// them: that one would go on in there, with everything that ever runs on it. Open sockets, read
/// files.
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
      T answer = thenHome(what);
      done.complete(answer);
    } catch (Throwable e) { // whatever it was is the caller's
      done.completeExceptionally(e);
    }
  }

  /// Goes home before anybody is told, because that may wake a virtual thread.
  private static <T> T thenHome(Callable<T> what) throws Exception {
    try {
      return what.call();
    } finally {
      Kernel.enter(Namespace.OWN.path());
    }
  }
}
