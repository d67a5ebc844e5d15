package argosy.agent.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Executables of Linux without libraries: headers and what is put behind them, which the kernel
/// loads as one segment and enters at its first byte.
final class Elf {
  /// Where linkers load programs, far above what no process may map.
  private static final int LOADED = 0x40_0000;

  /// Processors with the largest pages want segments apart by so much.
  private static final int PAGE_BYTES_MAX = 0x1_0000;

  private static final int HEADER_BYTES = 64;
  private static final int SEGMENT_BYTES = 56;
  private static final int SEGMENTS = 2;
  private static final int CONTENT = HEADER_BYTES + SEGMENTS * SEGMENT_BYTES;

  /// Where the content's first byte is in memory.
  static final int ADDRESS = LOADED + CONTENT;

  private Elf() {}

  enum Machine {
    X86_64(62),
    AARCH64(183);

    private final short code;

    Machine(int code) {
      this.code = (short) code;
    }
  }

  /// @param architecture Java's word for the processor
  /// @throws IOException if we have no programs for it
  static Machine processor(String architecture) throws IOException {
    return switch (architecture) {
      case "amd64", "x86_64" -> Machine.X86_64;
      case "aarch64" -> Machine.AARCH64;
      default ->
          throw new IOException(
              "there is no program for the processor "
                  + architecture
                  + ", only for x86_64 and aarch64");
    };
  }

  /// @param content machine code, and data behind it
  static byte[] executable(Machine processor, byte[] content) {
    int size = CONTENT + content.length;
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16); // 64 bits, little-endian
    file.putShort((short) 2).putShort(processor.code).putInt(1).putLong(ADDRESS);
    file.putLong(HEADER_BYTES).putLong(0).putInt(0);
    file.putShort((short) HEADER_BYTES).putShort((short) SEGMENT_BYTES).putShort((short) SEGMENTS);
    file.position(HEADER_BYTES);
    segment(file, 1, 5, size); // PT_LOAD: read and execute
    segment(file, 0x6474_e551, 6, 0); // PT_GNU_STACK: read and write
    return file.put(content).array();
  }

  private static void segment(ByteBuffer file, int type, int rights, int size) {
    long address = size == 0 ? 0 : LOADED;
    file.putInt(type).putInt(rights).putLong(0).putLong(address).putLong(address);
    file.putLong(size).putLong(size).putLong(PAGE_BYTES_MAX);
  }
}
