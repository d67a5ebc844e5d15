package argosy.agent.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The system calls about namespaces that Java has no words for. They are about the calling thread.
final class Kernel {
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final int READ_ONLY = 0x8_0000; // O_RDONLY | O_CLOEXEC
  private static final long BIND = 4096;
  private static final int DETACH = 2;
  private static final int INVALID = 22;
  private static final int NETLINK = 16;
  private static final int RAW = 0x8_0003; // SOCK_RAW | SOCK_CLOEXEC

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final ValueLayout INT = ValueLayout.JAVA_INT;
  private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout TEXT = ValueLayout.ADDRESS;

  private static final MethodHandle OPEN = function("open", TEXT, INT);
  private static final MethodHandle CLOSE = function("close", INT);
  private static final MethodHandle SETNS = function("setns", INT, INT);
  private static final MethodHandle UNSHARE = function("unshare", INT);
  private static final MethodHandle MOUNT = function("mount", TEXT, TEXT, TEXT, LONG, TEXT);
  private static final MethodHandle UMOUNT = function("umount2", TEXT, INT);
  private static final MethodHandle SOCKET = function("socket", INT, INT, INT);
  private static final MethodHandle SEND = function("send", INT, TEXT, LONG, INT);
  private static final MethodHandle RECV = function("recv", INT, TEXT, LONG, INT);

  private Kernel() {}

  /// Puts this thread into a network namespace.
  static void enter(Path namespace) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment path = arena.allocateFrom(namespace.toString());
      int file = (int) OPEN.invokeExact(state, path, READ_ONLY);
      check(file, state, "open", namespace);
      int entered = (int) SETNS.invokeExact(state, file, CLONE_NEWNET);
      int errno = (int) ERRNO.get(state, 0L);
      int closed = (int) CLOSE.invokeExact(state, file);
      check(closed, state, "close", namespace);
      if (entered != 0) {
        throw failed("enter", namespace, errno);
      }
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  /// Puts this thread into a new network namespace.
  static void enterNew() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int done = (int) UNSHARE.invokeExact(state, CLONE_NEWNET);
      check(done, state, "make", Path.of("a network namespace"));
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  /// Makes a file stand for what another one is.
  static void bind(Path from, Path to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment source = arena.allocateFrom(from.toString());
      MemorySegment target = arena.allocateFrom(to.toString());
      MemorySegment none = MemorySegment.NULL;
      int done = (int) MOUNT.invokeExact(state, source, target, none, BIND, none);
      check(done, state, "mount", to);
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  /// Takes that back; a file that stands for itself is not an error.
  static void unbind(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment target = arena.allocateFrom(path.toString());
      int done = (int) UMOUNT.invokeExact(state, target, DETACH);
      int errno = (int) ERRNO.get(state, 0L);
      if (done != 0 && errno != INVALID) {
        throw failed("unmount", path, errno);
      }
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  /// A socket to a part of the kernel in this thread's namespace.
  ///
  /// @param part its number: 0 for links and routes, 12 for the packet filter
  static int netlink(int part) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int made = (int) SOCKET.invokeExact(state, NETLINK, RAW, part);
      check(made, state, "open", Path.of("netlink"));
      return made;
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  static void send(int socket, MemorySegment buffer, int bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int sent = (int) SEND.invokeExact(state, socket, buffer, (long) bytes, 0);
      check(sent, state, "send to", Path.of("netlink"));
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  static int receive(int socket, MemorySegment buffer, int bytesMax) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int received = (int) RECV.invokeExact(state, socket, buffer, (long) bytesMax, 0);
      check(received, state, "receive from", Path.of("netlink"));
      return received;
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  static void close(int file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int closed = (int) CLOSE.invokeExact(state, file);
      check(closed, state, "close", Path.of("a file"));
    } catch (Throwable e) {
      throw asThrown(e);
    }
  }

  private static void check(int answer, MemorySegment state, String what, Path where)
      throws IOException {
    if (answer < 0) {
      throw failed(what, where, (int) ERRNO.get(state, 0L));
    }
  }

  private static IOException failed(String what, Path where, int errno) {
    return new IOException("can't " + what + " " + where + ": error " + errno + " of the kernel");
  }

  /// A call's own failure, which a method handle declares as anything.
  private static IOException asThrown(Throwable thrown) {
    return switch (thrown) {
      case IOException fault -> fault;
      case RuntimeException bug -> throw bug;
      case Error bug -> throw bug;
      default -> new IOException(thrown);
    };
  }

  @SuppressWarnings("restricted") // calling C is what this class is for
  private static MethodHandle function(String name, ValueLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters),
        Linker.Option.captureCallState("errno"));
  }
}
