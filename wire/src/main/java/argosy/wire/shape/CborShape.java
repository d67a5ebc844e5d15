package argosy.wire.shape;

import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.dataformat.cbor.CBORFactory;

/// The SDK's model classes as the CBOR of Smithy RPC v2, both ways.
///
/// As [JsonShape], but blobs are bytes, and times are tagged.
public final class CborShape {
  /// Marks seconds since the epoch.
  static final int TIME_TAG = 1;

  private static final CBORFactory CBOR =
      CBORFactory.builder().streamReadConstraints(JsonShape.CONSTRAINTS).build();

  private CborShape() {}

  public static byte[] toBytes(SdkPojo model) {
    return JsonShape.toBytes(CBOR, model);
  }

  /// Reads a whole body; an empty one is an empty object.
  ///
  /// @throws DecodeError if the body isn't CBOR, or not of the model's shape
  public static <T extends SdkPojo> T read(byte[] cbor, Class<T> model) {
    CborTags.check(cbor);
    Structure structure = Structure.of(model);
    return model.cast(JsonShape.read(CBOR, cbor, structure, structure.newBuilder()));
  }
}
