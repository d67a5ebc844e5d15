package argosy.agent.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program's form, and what its code for a processor that isn't here asks of the kernel. That
/// it runs is shown by [argosy.agent.runtime.docker.DockerRuntimeTest].
final class PauseProgramTest {
  private static final int ADDRESS = 0x40_0000;

  private static ByteBuffer program(String architecture) throws IOException {
    return ByteBuffer.wrap(PauseProgram.of(architecture)).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @CsvSource({"amd64, 62", "aarch64, 183"})
  void isAnExecutableOfOneSegment(String architecture, int machine) throws Exception {
    ByteBuffer elf = program(architecture);
    assertEquals(0x464c_457f, elf.getInt(0), "the magic number");
    assertEquals(0x0001_0102, elf.getInt(4), "64 bits, little-endian, version 1");
    assertEquals(2, elf.getShort(16), "executable");
    assertEquals(machine, elf.getShort(18));
    assertEquals(64, elf.getLong(32), "segments follow the header");
    assertEquals(2, elf.getShort(56), "segments");
    assertEquals(1, elf.getInt(64), "PT_LOAD");
    assertEquals(5, elf.getInt(68), "readable and executable");
    assertEquals(ADDRESS, elf.getLong(80));
    assertEquals(elf.capacity(), elf.getLong(96), "all of the file");
    assertEquals(ADDRESS + 64 + 2 * 56, elf.getLong(24), "begins after the segments");
  }

  @Test
  void onAnotherProcessorItIsRefused() {
    var e = assertThrows(IOException.class, () -> PauseProgram.of("riscv64"));
    assertTrue(e.toString().contains("riscv64"), e.toString());
  }

  /// SIGCHLD is ignored, INT and TERM are blocked and waited for, again after an error.
  @Test
  void armAsksTheKernelForTheSame() throws Exception {
    ByteBuffer elf = program("aarch64");
    long data = (long) ADDRESS + elf.capacity() - 40;
    long set = data + 32;
    assertEquals(1, elf.getLong((int) (data - ADDRESS)), "SIG_IGN");
    assertEquals(0x4002, elf.getLong((int) (set - ADDRESS)), "SIGINT and SIGTERM");
    assertEquals(
        List.of(
            List.of(134L, 17L, data, 0L, 8L),
            List.of(135L, 0L, set, 0L, 8L),
            List.of(137L, set, 0L, 0L, 8L),
            List.of(137L, set, 0L, 0L, 8L),
            List.of(93L, 0L)),
        calls(elf));
  }

  /// Runs the few instructions that there are. The first wait is interrupted, the second hears
  /// SIGTERM.
  private static List<List<Long>> calls(ByteBuffer elf) {
    var registers = new long[32];
    var calls = new ArrayList<List<Long>>();
    int at = (int) elf.getLong(24) - ADDRESS;
    while (true) {
      int code = elf.getInt(at);
      int next = at + 4;
      if ((code & 0xffe0_0000) == 0xd280_0000) { // movz
        registers[code & 31] = code >> 5 & 0xffff;
      } else if ((code & 0x9f00_0000) == 0x1000_0000) { // adr
        int far = ((code << 8 >> 13) << 2) | (code >>> 29 & 3);
        registers[code & 31] = (long) ADDRESS + at + far;
      } else if (code == 0xd400_0001) { // svc
        if (registers[8] == 93) {
          calls.add(List.of(93L, registers[0]));
          return calls;
        }
        calls.add(List.of(registers[8], registers[0], registers[1], registers[2], registers[3]));
        registers[0] = registers[8] != 137 ? 0 : calls.size() == 3 ? -4 : 15;
      } else if ((code & 0xfff8_001f) == 0x37f8_0000) { // tbnz w0, #31
        next = registers[0] < 0 ? at + (code << 13 >> 18) * 4 : next;
      } else {
        throw new AssertionError("unknown instruction %08x".formatted(code));
      }
      at = next;
    }
  }

  @Test
  void theArchiveHasTheProgramAlone() throws Exception {
    byte[] archive = PauseImage.files();
    assertEquals("pause", new String(archive, 0, 5, StandardCharsets.US_ASCII));
    String size = new String(archive, 124, 11, StandardCharsets.US_ASCII);
    byte[] program = PauseProgram.of(System.getProperty("os.arch"));
    assertEquals(program.length, Integer.parseInt(size, 8));
    assertEquals(ByteBuffer.wrap(program), ByteBuffer.wrap(archive, 512, program.length));
    assertEquals(512 * 4, archive.length, "a header, a block of it, two of the end");
  }
}
