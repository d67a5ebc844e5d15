package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTokenTest {
  private static final JoinToken TOKEN =
      new JoinToken(URI.create("https://there:4566"), "web", "AKIA", "secret/+", "-----BEGIN…");

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("token"), text);
  }

  @Test
  void itIsOneLineThatHoldsEverything() throws Exception {
    String text = TOKEN.text();
    assertTrue(text.matches("argosy-join-[A-Za-z0-9_-]+"), text);
    assertEquals(TOKEN, JoinToken.read(file(text + "\n")));
  }

  @Test
  void whatIsntWholeIsSaidToBeSo() throws Exception {
    String text = TOKEN.text();
    for (String broken :
        new String[] {
          "", "AKIA…", text.substring(0, text.length() - 9), "argosy-join-e30", "x" + text
        }) {
      var complaint = assertThrows(Complaint.class, () -> JoinToken.read(file(broken)), broken);
      assertTrue(complaint.toString().contains("holds no whole token"), complaint::toString);
    }
    var none = assertThrows(Complaint.class, () -> JoinToken.read(folder.resolve("nowhere")));
    assertTrue(none.toString().contains("there is no file"), none::toString);
  }
}
