package argosy.wire.shape;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.core.JsonGenerator;
import tools.jackson.dataformat.cbor.CBORGenerator;

/// Writes model classes as JSON or, with Jackson's generator for it, as CBOR.
final class JsonWriter {
  private JsonWriter() {}

  static void write(JsonGenerator out, SdkPojo model) {
    write(out, model, Structure.of(model.getClass()));
  }

  private static void write(JsonGenerator out, SdkPojo model, Structure structure) {
    out.writeStartObject();
    for (Structure.Member member : structure.members()) {
      Object value = member.get(model);
      if (value != null && member.inBody()) {
        out.writeName(member.json());
        value(out, member.shape(), value);
      }
    }
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, Shape shape, Object value) {
    switch (shape) {
      case Shape.Scalar scalar -> scalar(out, scalar, value);
      case Shape.Moment moment -> moment(out, moment, (Instant) value);
      case Shape.Nested nested -> write(out, (SdkPojo) value, nested.structure());
      case Shape.Sequence sequence -> {
        out.writeStartArray();
        for (Object element : (List<?>) value) {
          if (element != null) {
            value(out, sequence.element(), element);
          }
        }
        out.writeEndArray();
      }
      case Shape.Dictionary dictionary -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          if (entry.getValue() != null) {
            out.writeName((String) entry.getKey());
            value(out, dictionary.value(), entry.getValue());
          }
        }
        out.writeEndObject();
      }
    }
  }

  private static void scalar(JsonGenerator out, Shape.Scalar scalar, Object value) {
    switch (scalar) {
      case TEXT -> out.writeString((String) value);
      case SHORT, INTEGER, BYTE -> out.writeNumber(((Number) value).intValue());
      case LONG -> out.writeNumber((Long) value);
      case FLOAT -> {
        float number = (Float) value;
        if (Float.isFinite(number) || out instanceof CBORGenerator) {
          out.writeNumber(number);
        } else {
          out.writeString(Float.toString(number));
        }
      }
      case DOUBLE -> {
        double number = (Double) value;
        if (Double.isFinite(number) || out instanceof CBORGenerator) {
          out.writeNumber(number);
        } else {
          out.writeString(Double.toString(number));
        }
      }
      case DECIMAL -> out.writeNumber((BigDecimal) value);
      case TRUTH -> out.writeBoolean((Boolean) value);
      case BLOB -> out.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
      case DOCUMENT -> document(out, (Document) value);
    }
  }

  private static void moment(JsonGenerator out, Shape.Moment moment, Instant time) {
    if (out instanceof CBORGenerator cbor) {
      // Smithy's CBOR has one spelling of times, whatever the model says for others.
      cbor.writeTag(CborShape.TIME_TAG);
      cbor.writeNumber(time.toEpochMilli() / 1_000.0);
      return;
    }
    switch (Moments.jsonFormat(moment.format())) {
      case UNIX_TIMESTAMP -> {
        long millis = time.toEpochMilli();
        if (millis % 1_000 == 0) {
          out.writeNumber(millis / 1_000);
        } else {
          out.writeNumber(BigDecimal.valueOf(millis, 3));
        }
      }
      case UNIX_TIMESTAMP_MILLIS -> out.writeNumber(time.toEpochMilli());
      case ISO_8601 -> out.writeString(Moments.iso(time));
      case RFC_822 -> out.writeString(Moments.rfc822(time));
    }
  }

  private static void document(JsonGenerator out, Document document) {
    if (document.isNull()) {
      out.writeNull();
    } else if (document.isBoolean()) {
      out.writeBoolean(document.asBoolean());
    } else if (document.isNumber()) {
      out.writeNumber(document.asNumber().stringValue());
    } else if (document.isString()) {
      out.writeString(document.asString());
    } else if (document.isList()) {
      out.writeStartArray();
      document.asList().forEach(element -> document(out, element));
      out.writeEndArray();
    } else {
      out.writeStartObject();
      document
          .asMap()
          .forEach((name, value) -> {
            out.writeName(name);
            document(out, value);
          });
      out.writeEndObject();
    }
  }
}
