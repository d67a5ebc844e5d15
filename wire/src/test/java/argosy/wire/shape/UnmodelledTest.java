package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;

class UnmodelledTest {
  private static final String REGISTRATION = "{\"cluster\":\"c\",\"clientToken\":\"t-1\"}";

  @Test
  void whatAgentsSendBeyondTheModelIsReadAndWritten() {
    var read = JsonShape.read(REGISTRATION.getBytes(UTF_8), RegisterContainerInstanceRequest.class);
    assertEquals(Optional.of("t-1"), Unmodelled.CLIENT_TOKEN.in(read));
    assertEquals("c", read.cluster());
    assertEquals(Optional.of("t-1"), Unmodelled.CLIENT_TOKEN.in(read.toBuilder().build()));
    assertEquals(REGISTRATION, new String(JsonShape.toBytes(read), UTF_8));

    var made = RegisterContainerInstanceRequest.builder().cluster("c");
    assertEquals(Optional.empty(), Unmodelled.CLIENT_TOKEN.in(made.build()));
    Unmodelled.CLIENT_TOKEN.put(made, "t-1");
    assertEquals(REGISTRATION, new String(JsonShape.toBytes(made.build()), UTF_8));
  }

  @Test
  void itIsOfItsTypeAndOfItsRequestOnly() {
    byte[] number = "{\"clientToken\":7}".getBytes(UTF_8);
    assertThrows(
        DecodeError.class, () -> JsonShape.read(number, RegisterContainerInstanceRequest.class));
    var other = JsonShape.read(REGISTRATION.getBytes(UTF_8), CreateClusterRequest.class);
    assertEquals(Optional.empty(), Unmodelled.CLIENT_TOKEN.in(other));
  }
}
