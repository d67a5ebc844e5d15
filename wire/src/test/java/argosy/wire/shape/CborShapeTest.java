package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Seeds;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

class CborShapeTest {
  @Test
  void everyModelClassComesBackAsItWent() {
    List<Class<? extends SdkPojo>> models = Models.of(MetricDatum.class);
    assertTrue(models.size() > 100, () -> models.size() + " classes");
    Seeds.forAll(
        20,
        random -> {
          for (Class<? extends SdkPojo> model : models) {
            SdkPojo before = Models.random(model, random);
            SdkPojo after = CborShape.read(CborShape.toBytes(before), model);
            assertTrue(before.equalsBySdkFields(after), () -> before + "\ncame\n" + after);
          }
        });
  }

  @Test
  void timesAreTaggedSeconds() {
    Datapoint point = Datapoint.builder().timestamp(Instant.ofEpochMilli(1_500)).build();
    assertEquals("bf6954696d657374616d70c1fb3ff8000000000000ff", hex(CborShape.toBytes(point)));
    for (String spelled : List.of("c11a59682f00", "1a59682f00", "c1fb41d65a0bc0000000")) {
      Instant read = read("a16954696d657374616d70" + spelled, Datapoint.class).timestamp();
      assertEquals(Instant.ofEpochSecond(1_500_000_000), read, spelled);
    }
  }

  @Test
  void allSpellingsOfANumberAreOne() {
    for (String spelled : List.of("02", "f94000", "fa40000000", "fb4000000000000000")) {
      assertEquals(2.0, read("a16741766572616765" + spelled, Datapoint.class).average(), spelled);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("the body: expected an object, found a list", "80");
    refused("MetricData: expected a list, found a number", "a16a4d65747269634461746101");
    refused("Namespace: expected a string, found bytes", "a1694e616d6573706163654101");
    for (String broken : List.of("a1", "ff", "bf61", "a1694e616d6573706163657a7fffffff61", "1c")) {
      assertThrows(DecodeError.class, () -> read(broken, PutMetricDataRequest.class), broken);
    }
    assertThrows(
        DecodeError.class, () -> read("a16178" + "81".repeat(100_000), PutMetricDataRequest.class));
    refused("the body goes on after the end of its CBOR object", "a000");
  }

  @Test
  void numbersAsLongAsTheBodyAreRefusedAtOnce() {
    // A whole number of 500,000 bytes where an integer is expected.
    String number = "a171" + hex("StorageResolution".getBytes(UTF_8));
    byte[] large = HexFormat.of().parseHex(number + "c25a0007a120" + "7f".repeat(500_000));
    long start = System.nanoTime();
    assertThrows(DecodeError.class, () -> CborShape.read(large, MetricDatum.class));
    assertTrue(System.nanoTime() - start < 1_000_000_000L);
  }

  @Test
  void valuesHaveFewTags() {
    refused("a value has more than 4 tags", "a16178" + "c2".repeat(5) + "40");
    refused("a value has more than 4 tags", "a16178" + "d801".repeat(200_000));
    // Bytes of a text are no tags.
    assertEquals(
        "c2".repeat(6).length(),
        read("a1694e616d657370616365" + "6c" + "63".repeat(12), PutMetricDataRequest.class)
            .namespace()
            .length());
  }

  @Test
  void mutatedBodiesGiveDecodeErrorsAtWorst() {
    Seeds.forAll(
        3_000,
        random -> {
          byte[] cbor = CborShape.toBytes(Models.random(PutMetricDataRequest.class, random));
          for (int i = random.nextInt(1, 5); i > 0; i--) {
            cbor[random.nextInt(cbor.length)] = (byte) random.nextInt();
          }
          try {
            CborShape.read(cbor, PutMetricDataRequest.class);
          } catch (DecodeError e) {
            assertFalse(e.getOriginalMessage().isEmpty());
          }
        });
  }

  private static <T extends SdkPojo> T read(String hex, Class<T> model) {
    return CborShape.read(HexFormat.of().parseHex(hex), model);
  }

  private static void refused(String message, String hex) {
    var error = assertThrows(DecodeError.class, () -> read(hex, PutMetricDataRequest.class));
    assertEquals(message, error.getMessage());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
