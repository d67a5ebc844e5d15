package argosy.agent.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;

/// A program for Linux that does nothing until it is asked to end (SIGTERM or SIGINT), with exit
/// code 0 then. As the first process of its namespace it inherits the orphans of the others, and
/// ignores SIGCHLD, so that the kernel clears them away.
///
/// It is an ELF executable without libraries: headers, three or four system calls in machine code,
/// and the data that they point to. In C:
///
/// ```
/// rt_sigaction(SIGCHLD, {SIG_IGN}, NULL, 8);
/// rt_sigprocmask(SIG_BLOCK, {SIGINT, SIGTERM}, NULL, 8);
/// while (rt_sigtimedwait({SIGINT, SIGTERM}, NULL, NULL, 8) < 0);
/// exit(0);
/// ```
final class PauseProgram {
  private static final int SIGACTION_BYTES = 32;
  private static final int SIGSET_BYTES = 8;
  private static final long SIG_IGN = 1;
  private static final int SIGCHLD = 17;

  /// SIGINT is 2 and SIGTERM is 15, and bits count from 1.
  private static final long INT_AND_TERM = 1L << 1 | 1L << 14;

  private PauseProgram() {}

  /// @param architecture Java's word for the processor
  /// @throws IOException if there is no such program for it
  static byte[] of(String architecture) throws IOException {
    return switch (Elf.processor(architecture)) {
      case X86_64 -> executable(Elf.Machine.X86_64, PauseProgram::x86);
      case AARCH64 -> executable(Elf.Machine.AARCH64, PauseProgram::arm);
    };
  }

  /// @param code the machine code for data that follows it at this address
  private static byte[] executable(Elf.Machine processor, IntFunction<byte[]> code) {
    int codeBytes = code.apply(0).length + 7 & ~7; // the data is aligned
    ByteBuffer content =
        ByteBuffer.allocate(codeBytes + SIGACTION_BYTES + SIGSET_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    content.put(code.apply(Elf.ADDRESS + codeBytes)).position(codeBytes);
    content.putLong(SIG_IGN).position(codeBytes + SIGACTION_BYTES);
    return Elf.executable(processor, content.putLong(INT_AND_TERM).array());
  }

  /// System calls of x86_64: the number in eax; arguments in edi, esi, edx and r10d.
  private static byte[] x86(int data) {
    ByteBuffer code = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    x86Call(code, 13, SIGCHLD, data); // rt_sigaction
    x86Call(code, 14, 0, data + SIGACTION_BYTES); // rt_sigprocmask
    int again = code.position();
    code.put((byte) 0xbf).putInt(data + SIGACTION_BYTES); // mov edi, set
    code.put(new byte[] {0x31, (byte) 0xf6}); // xor esi, esi
    x86Call(code, 128); // rt_sigtimedwait
    code.put(new byte[] {(byte) 0x85, (byte) 0xc0}); // test eax, eax
    code.put((byte) 0x78).put((byte) (again - code.position() - 1)); // js again
    code.put(new byte[] {0x31, (byte) 0xff}); // xor edi, edi
    x86Call(code, 60); // exit
    return used(code);
  }

  private static void x86Call(ByteBuffer code, int number, int first, int second) {
    code.put((byte) 0xbf).putInt(first); // mov edi, first
    code.put((byte) 0xbe).putInt(second); // mov esi, second
    x86Call(code, number);
  }

  private static void x86Call(ByteBuffer code, int number) {
    code.put((byte) 0xb8).putInt(number); // mov eax, number
    code.put(new byte[] {0x31, (byte) 0xd2}); // xor edx, edx
    code.put(new byte[] {0x41, (byte) 0xba}).putInt(SIGSET_BYTES); // mov r10d, 8
    code.put(new byte[] {0x0f, 0x05}); // syscall
  }

  /// System calls of aarch64: the number in x8; arguments in x0 to x3.
  private static byte[] arm(int data) {
    ByteBuffer code = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    int set = data + SIGACTION_BYTES;
    armMove(code, 0, SIGCHLD);
    armAddress(code, 1, data);
    armMove(code, 2, 0);
    armCall(code, 134); // rt_sigaction
    armMove(code, 0, 0);
    armAddress(code, 1, set);
    armMove(code, 2, 0);
    armCall(code, 135); // rt_sigprocmask
    int again = code.position();
    armAddress(code, 0, set);
    armMove(code, 1, 0);
    armMove(code, 2, 0);
    armCall(code, 137); // rt_sigtimedwait
    int back = (again - code.position()) / 4;
    code.putInt(0x37f8_0000 | (back & 0x3fff) << 5); // tbnz w0, #31, again
    armMove(code, 0, 0);
    armCall(code, 93); // exit
    return used(code);
  }

  private static void armCall(ByteBuffer code, int number) {
    armMove(code, 3, SIGSET_BYTES);
    armMove(code, 8, number);
    code.putInt(0xd400_0001); // svc #0
  }

  /// movz
  private static void armMove(ByteBuffer code, int register, int value) {
    code.putInt(0xd280_0000 | value << 5 | register);
  }

  /// adr: how far the address is from the instruction itself.
  private static void armAddress(ByteBuffer code, int register, int address) {
    int far = address - (Elf.ADDRESS + code.position());
    code.putInt(0x1000_0000 | (far & 3) << 29 | (far >> 2 & 0x7_ffff) << 5 | register);
  }

  private static byte[] used(ByteBuffer code) {
    byte[] bytes = new byte[code.position()];
    code.flip().get(bytes);
    return bytes;
  }
}
