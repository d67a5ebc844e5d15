package argosy.wire.shape;

import java.io.ByteArrayOutputStream;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JacksonModule;

/// The SDK's model classes as the JSON of AWS's protocols, both ways.
///
/// Unset members are left out, and so is null on reading; unknown members are passed over. Times
/// are seconds since the epoch with milliseconds as their fraction, so finer ones are cut. Types
/// are strict, as with AWS: a string is no number. Members that REST services put elsewhere are no
/// part of it.
public final class JsonShape {
  /// The deepest request of ECS nests 8 levels; the rest is for JSON documents inside.
  private static final int DEPTH_MAX = 64;

  /// A typical response: one task or one service.
  private static final int BYTES_TYPICAL = 2_048;

  /// CloudWatch's largest PutMetricData, 1,000 metrics of 150 values with their counts, has
  /// 300,000.
  private static final long TOKENS_MAX = 400_000;

  static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).maxTokenCount(TOKENS_MAX).build();

  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

  private JsonShape() {}

  public static void write(JsonGenerator out, SdkPojo model) {
    JsonWriter.write(out, model);
  }

  public static byte[] toBytes(SdkPojo model) {
    return toBytes(JSON, model);
  }

  static byte[] toBytes(TokenStreamFactory format, SdkPojo model) {
    var bytes = new ByteArrayOutputStream(BYTES_TYPICAL);
    try (JsonGenerator out = format.createGenerator(ObjectWriteContext.empty(), bytes)) {
      JsonWriter.write(out, model);
    }
    return bytes.toByteArray();
  }

  /// Reads a whole text; an empty one is an empty object.
  ///
  /// @throws DecodeError if the text isn't JSON, or not of the model's shape
  public static <T extends SdkPojo> T read(byte[] json, Class<T> model) {
    Structure structure = Structure.of(model);
    return model.cast(read(JSON, json, structure, structure.newBuilder()));
  }

  /// @param builder of the structure, perhaps with members that aren't in the body
  static SdkPojo read(byte[] json, Structure structure, SdkPojo builder) {
    return read(JSON, json, structure, builder);
  }

  static SdkPojo read(
      TokenStreamFactory format, byte[] body, Structure structure, SdkPojo builder) {
    if (body.length == 0) {
      return Structure.build(builder);
    }
    try (JsonParser in = format.createParser(ObjectReadContext.empty(), body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw JsonReader.unexpected(in, "an object");
      }
      SdkPojo read = JsonReader.members(in, structure, builder);
      if (in.nextToken() != null) {
        throw new DecodeError(
            "the body goes on after the end of its " + format.getFormatName() + " object");
      }
      return read;
    } catch (DecodeError e) {
      throw e;
    } catch (JacksonException e) {
      String why = e.getOriginalMessage() + at(e);
      throw new DecodeError("the body is not " + format.getFormatName() + ": " + why, e);
    }
  }

  /// Reads one object: the parser's current one, or else its next.
  ///
  /// @throws DecodeError if the value isn't of the model's shape
  /// @throws JacksonException if it isn't JSON
  public static <T extends SdkPojo> T read(JsonParser in, Class<T> model) {
    if (in.currentToken() == null) {
      in.nextToken();
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw JsonReader.unexpected(in, "an object");
    }
    Structure structure = Structure.of(model);
    return model.cast(JsonReader.members(in, structure, structure.newBuilder()));
  }

  /// Teaches Jackson the SDK's model classes, wherever they occur in a document.
  public static JacksonModule module() {
    return new ModelModule();
  }

  private static String at(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 0
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
