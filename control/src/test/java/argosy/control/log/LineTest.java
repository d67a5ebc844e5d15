package argosy.control.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void namesStandBare() {
    assertEquals(
        "cell=123456789012/us-east-1 task=arn:aws:ecs:a_b-c.d count=3",
        new Line()
            .and("cell", "123456789012/us-east-1")
            .and("task", "arn:aws:ecs:a_b-c.d")
            .and("count", 3)
            .toString());
  }

  @Test
  void textsStandInQuotes() {
    assertEquals("\"two words\"", Line.value("two words"));
    assertEquals("\"\"", Line.value(""));
    assertEquals("\"a=b\"", Line.value("a=b"));
    assertEquals("\"größer\"", Line.value("größer"));
    assertEquals("null", Line.value(null));
  }

  @Test
  void nobodyWritesAFieldOrALineOfTheirOwn() {
    String evil =
        "x\" outcome=\"placed\\\r\n\t2026 INFO \u0000\u001b[2K\u0085\u2028\u2029\u202e\ud83d";
    String line = new Line().and("reason", evil).and("code", "no").toString();
    assertEquals(
        "reason=\"x\\\" outcome=\\\"placed\\\\\\r\\n\\t2026 INFO"
            + " \\u0000\\u001b[2K\\u0085\\u2028\\u2029\\u202e\\ud83d\" code=no",
        line);
  }

  @Test
  void noValueIsLongerThanItMayBe() {
    String most = "a".repeat(Line.VALUE_MAX);
    assertEquals(most, Line.value(most));
    assertEquals("\"" + most + "…\"", Line.value(most + "a"));
    String escaped = Line.value("\n".repeat(1_000_000));
    assertTrue(escaped.endsWith("\\n…\""), escaped);
    assertEquals(2 * Line.VALUE_MAX + 3, escaped.length());
    assertFalse(escaped.contains("\n"));
  }
}
