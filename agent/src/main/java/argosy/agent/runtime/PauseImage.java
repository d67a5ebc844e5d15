package argosy.agent.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The image of the container that holds what the containers of a task share. The agent makes it
/// itself, because there may be nowhere to pull it from: one file, [PauseProgram].
public final class PauseImage {

  /// The tag counts the program's versions: an image that is here already isn't made again.
  public static final String NAME = "argosy/pause:1";

  /// The program's path inside.
  public static final String PROGRAM = "/pause";

  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES = 100;

  private PauseImage() {}

  /// The image's files for this machine, as a tar archive.
  ///
  /// @throws IOException if there is no such program for the machine's processor
  public static byte[] files() throws IOException {
    byte[] program = PauseProgram.of(System.getProperty("os.arch", ""));
    var archive = new ByteArrayOutputStream();
    archive.writeBytes(header(program.length));
    archive.writeBytes(program);
    archive.writeBytes(new byte[-program.length & (BLOCK_BYTES - 1)]);
    archive.writeBytes(new byte[2 * BLOCK_BYTES]); // the end
    return archive.toByteArray();
  }

  /// A header of ustar: name, mode, owner, group, size, time, checksum, type, magic.
  private static byte[] header(int size) {
    String afterSum = "0" + "\0".repeat(NAME_BYTES) + "ustar\00000";
    String before =
        PROGRAM.substring(1)
            + "\0".repeat(NAME_BYTES - PROGRAM.length() + 1)
            + "0000555\0"
            + "0000000\0"
            + "0000000\0"
            + "%011o\0".formatted(size)
            + "00000000000\0";
    int sum = sum(before) + sum(" ".repeat(8)) + sum(afterSum);
    return ByteBuffer.allocate(BLOCK_BYTES)
        .put(ascii(before))
        .put(ascii("%06o\0 ".formatted(sum)))
        .put(ascii(afterSum))
        .array();
  }

  private static int sum(String text) {
    return text.chars().sum();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
