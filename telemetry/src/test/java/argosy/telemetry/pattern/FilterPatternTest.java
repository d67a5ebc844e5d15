package argosy.telemetry.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.telemetry.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Most examples are those of AWS's user guide.
class FilterPatternTest {
  private static final List<String> ERRORS =
      List.of(
          "[ERROR 400] BAD REQUEST",
          "[ERROR 401] UNAUTHORIZED REQUEST",
          "[ERROR 419] MISSING ARGUMENTS",
          "[ERROR 420] INVALID ARGUMENTS",
          "[ERROR 500] INTERNAL SERVER ERROR",
          "[SUCCESS 200] AUTHORIZED REQUEST");

  private static final String TRAIL =
      """
      {"eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111",
       "arrayKey": ["value", "another value"],
       "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
       "SomeObject": null, "dotted.name": "x", "yes": true, "no": false,
       "errorCode": 400, "latency": 50.5, "number": [1e-3]}\
      """;

  private static final String USERS =
      """
      {"user": {"id": 1, "email": "John.Stiles@example.com"},
       "users": [{"id": 2, "email": "John.Doe@example.com"},
                 {"id": 3, "email": "Jane.Doe@example.com"}],
       "actions": ["GET", "PUT", "DELETE"],
       "coordinates": [[0, 1, 2], [4, 5, 6], [7, 8, 9]]}\
      """;

  private static final String ACCESS =
      "127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] \"GET /index.html HTTP/1.0\" 404 1534";

  private static boolean matches(String pattern, String message) {
    FilterPattern.Parsed parsed = FilterPattern.parse(pattern);
    return assertInstanceOf(FilterPattern.Parsed.Understood.class, parsed, parsed::toString)
        .pattern()
        .matches(message);
  }

  private static void assertMatches(String pattern, String message) {
    assertTrue(matches(pattern, message), pattern);
  }

  private static void assertNot(String pattern, String message) {
    assertEquals(false, matches(pattern, message), pattern);
  }

  private static String complaint(String pattern) {
    FilterPattern.Parsed parsed = FilterPattern.parse(pattern);
    return assertInstanceOf(FilterPattern.Parsed.Wrong.class, parsed, pattern).complaint();
  }

  /// The numbers of the errors that a pattern finds.
  private static List<Integer> found(String pattern) {
    return IntStream.range(0, ERRORS.size())
        .filter(i -> matches(pattern, ERRORS.get(i)))
        .boxed()
        .toList();
  }

  @Test
  void terms() {
    assertEquals(List.of(0, 1, 2, 3, 4), found("ERROR"));
    assertEquals(List.of(2, 3), found("ERROR ARGUMENTS"));
    assertEquals(List.of(0, 1, 2, 3, 4), found("?ERROR ?ARGUMENTS"));
    assertEquals(List.of(4), found("\"INTERNAL SERVER ERROR\""));
    assertEquals(List.of(0, 1, 4), found("ERROR -ARGUMENTS"));
    assertEquals(List.of(5), found("-ERROR"));
    assertEquals(List.of(1, 5), found("%AUTHORIZED%"));
    assertEquals(List.of(2, 3), found("%4[12][0-9]% ERROR"));
    assertEquals(List.of(), found("error"));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), found("\" \""));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), found(""));
    assertEquals(List.of(1), found("?ARGUMENTS ERROR \"401]\""), "beside others ? means nothing");
    assertMatches("\"say \\\"no\\\"\"", "I say \"no\" to it");
  }

  @Test
  void propertiesOfJson() {
    assertMatches("{ $.eventType = \"UpdateTrail\" }", TRAIL);
    assertMatches("{ $.eventType = UpdateTrail }", TRAIL);
    assertMatches("{ $.eventType = Update* }", TRAIL);
    assertMatches("{ $.eventType = %Trail$% }", TRAIL);
    assertNot("{ $.eventType = %^Trail% }", TRAIL);
    assertNot("{ $.eventType != \"UpdateTrail\" }", TRAIL);
    assertMatches("{ $.sourceIPAddress != 123.123.* }", TRAIL);
    assertNot("{ $.sourceIPAddress = 1?1* }", TRAIL);
    assertMatches("{ $.arrayKey[0] = \"value\" }", TRAIL);
    assertNot("{ $.arrayKey[2] = \"value\" }", TRAIL);
    assertMatches("{ $.objectList[1].id = 2 }", TRAIL);
    assertMatches("{ $.objectList[*].id = 2 }", TRAIL);
    assertMatches("{ $.arrayKey.* = another* }", TRAIL);
    assertMatches("{ $.['dotted.name'] = x }", TRAIL);
    assertMatches("{ $[\"dotted.name\"] = x }", TRAIL);
    assertNot("{ $.objectList = \"*\" }", TRAIL);
    assertNot("{ $.nothing != 1 }", TRAIL);
    assertNot("{ $.eventType = * }", "UpdateTrail, but no JSON");
    assertNot("{ $.eventType = * }", "{\"eventType\": ");
  }

  @Test
  void numbersAndTruth() {
    assertMatches("{ $.errorCode = 400}", TRAIL);
    assertMatches("{ $.errorCode=4e+2 }", TRAIL);
    assertMatches("{ $.errorCode = 4* }", TRAIL);
    assertMatches("{ $.errorCode != 500 }", TRAIL);
    assertMatches("{ $.latency > 50 }", TRAIL);
    assertMatches("{ $.latency <= 50.5 }", TRAIL);
    assertNot("{ $.latency < 50.5 }", TRAIL);
    assertMatches("{ $.latency >= -1 }", TRAIL);
    assertMatches("{ $.number[0] = 1e-3 }", TRAIL);
    assertNot("{ $.eventType > 1 }", TRAIL);
    assertMatches("{ $.SomeObject IS NULL }", TRAIL);
    assertNot("{ $.nothing IS NULL }", TRAIL);
    assertMatches("{ $.yes IS TRUE && $.no IS FALSE }", TRAIL);
    assertNot("{ $.no IS TRUE }", TRAIL);
    assertMatches("{ $.SomeOtherObject NOT EXISTS }", TRAIL);
    assertNot("{ $.SomeObject NOT EXISTS }", TRAIL);
  }

  @Test
  void compoundConditions() {
    assertMatches("{ ($.user.id = 1) && ($.users[0].email = \"John.Doe@example.com\") }", USERS);
    assertMatches(
        "{ $.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\""
            + " && $.actions[2] = \"nonmatch\" }",
        USERS);
    assertNot(
        "{ ($.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\")"
            + " && $.actions[2] = \"nonmatch\" }",
        USERS);
    assertNot(
        "{ ($.user.id = 2 && $.users[0].email = \"nonmatch\") || $.actions[2] = \"GET\" }", USERS);
  }

  @Test
  void columns() {
    assertMatches(
        "[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]", ACCESS);
    assertMatches("[..., request =*.html*, status_code = 4*, bytes]", ACCESS);
    assertMatches(
        "[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code ="
            + " 410, bytes]",
        ACCESS);
    assertMatches("[ip=%127\\.0\\.0\\.[1-9]%, user, ..., bytes > 1000]", ACCESS);
    assertMatches("[ip, ..., request = \"GET /index.html HTTP/1.0\", s, bytes]", ACCESS);
    assertNot("[..., status_code = 4*]", ACCESS);
    assertNot("[ip, user, username, timestamp, request, status_code >= 500, bytes]", ACCESS);
    assertNot("[a, b, c, d, e, f, g, h]", ACCESS);
    assertNot("[ip > 1, ...]", ACCESS);
    assertMatches("[w1=ERROR, w2]", "ERROR 09/25/2014 12:00:00 GET /service/resource/67 1200");
    assertMatches("[w1!=ERROR&&w1!=WARNING, w2]", "INFO 09/25/2014 12:00:01 POST");
    assertNot("[w1!=ERROR&&w1!=WARNING, w2]", "WARNING 09/25/2014");
    assertMatches("[(w1=ERROR || w1=WARNING), w2]", "WARNING 09/25/2014");
    assertEquals(
        List.of("a", "b c", "d [e", "[f", ""), ColumnFilter.columns("a [b c]  \"d [e\" [f \"\""));
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertEquals(
        "Invalid character(s) in term 'foo.bar': put what has more than letters, digits and _ in"
            + " double quotation marks",
        complaint("foo.bar"));
    assertEquals("expected a closing \", found the end", complaint("\"open"));
    assertEquals("expected '}', found the end", complaint("{ $.a = 1 "));
    assertEquals("expected one of = != > < >= <=, found '}'", complaint("{ $.a }"));
    assertEquals(
        "expected a property selector such as $.name, found 'a = 1 }'", complaint("{ a = 1 }"));
    assertEquals("expected the end, found 'x'", complaint("{ $.a = 1 } x"));
    assertEquals(
        "expected NULL, TRUE or FALSE after IS, found 'NOT NULL }'",
        complaint("{ $.a IS NOT NULL }"));
    assertEquals("a property selector has at most one wildcard", complaint("{ $.*.b[*] = 1 }"));
    assertEquals("a pattern has at most one ellipsis", complaint("[..., a, ...]"));
    assertTrue(complaint("%a!b%").endsWith("but not '!'"), complaint("%a!b%"));
    assertTrue(complaint("%(a)%").endsWith("but not '('"), complaint("%(a)%"));
    assertEquals("a pattern has at most 2 regular expressions", complaint("%a% %b% %c%"));
    assertTrue(complaint("%[a%").startsWith("'[a' is no regular expression"), complaint("%[a%"));
    assertTrue(complaint("[a = 1 || b = 2]").startsWith("between two commas stands one column"));
    assertEquals(
        "a pattern has at most 1024 characters, this one 1025", complaint("a".repeat(1_025)));
    assertTrue(complaint("{" + "(".repeat(60)).contains("nested"));
  }

  @Test
  void nothingThatIsWrittenBreaksIt() {
    String[] parts = {
      "{", "}", "[", "]", "$", ".", "*", "=", "!=", ">", "a", "1", "%", "\"", "&&", "||", "(", ")",
      "...", ",", " ", "-", "?", "\\", "IS", "NULL", "NOT", "EXISTS", "ä", "\ud83d"
    };
    Seeds.forAll(
        5_000,
        random -> {
          var text = new StringBuilder(random.nextBoolean() ? "{ $.a " : "");
          for (int i = random.nextInt(12); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
          }
          switch (FilterPattern.parse(text.toString())) {
            case FilterPattern.Parsed.Understood(FilterPattern pattern) -> {
              pattern.matches(TRAIL);
              pattern.matches(ACCESS);
              pattern.matches(text.toString());
            }
            case FilterPattern.Parsed.Wrong(String complaint) -> assertNotNull(complaint);
          }
        });
  }

  @Test
  void numbersCompareAsNumbersDo() {
    Seeds.forAll(
        500,
        random -> {
          double left = number(random);
          double right = number(random);
          String event = "{\"n\": " + left + "}";
          assertEquals(left == right, matches("{ $.n = " + right + " }", event));
          assertEquals(left != right, matches("{ $.n != " + right + " }", event));
          assertEquals(left < right, matches("{ $.n < " + right + " }", event));
          assertEquals(left <= right, matches("{ $.n <= " + right + " }", event));
          assertEquals(left > right, matches("[" + "n > " + right + "]", "" + left));
          assertEquals(left >= right, matches("[" + "n >= " + right + "]", "" + left));
        });
  }

  private static double number(RandomGenerator random) {
    return random.nextInt(-3, 4) * Math.pow(10, random.nextInt(-6, 6));
  }

  @Test
  void termsAreAsSets() {
    String[] words = {"alpha", "beta", "gamma", "delta"};
    Seeds.forAll(
        500,
        random -> {
          var pattern = new StringBuilder();
          var message = new StringBuilder();
          boolean wanted = true;
          for (String word : words) {
            boolean there = random.nextBoolean();
            message.append(there ? word + " " : "");
            switch (random.nextInt(3)) {
              case 0 -> {
                pattern.append(word).append(' ');
                wanted &= there;
              }
              case 1 -> {
                pattern.append('-').append(word).append(' ');
                wanted &= !there;
              }
              default -> {}
            }
          }
          assertEquals(wanted, matches(pattern.toString(), message.toString()));
        });
  }
}
