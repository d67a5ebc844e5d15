package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The numbers and the small prohibitions of STYLE.md.
class TidyTest {
  private static final int LINE_MAX = 100;
  private static final int FUNCTION_MAX = 60;
  private static final int FILE_MAX = 500;

  /// What may stand nowhere, and what to write instead.
  private static final Map<Pattern, String> NOWHERE =
      Map.of(
          Pattern.compile("\\bTODO\\b(?!\\(#\\d+\\))"),
          "write TODO(#12) with the number of its issue, or do it",
          Pattern.compile("\\bThread\\.sleep\\b|TimeUnit\\.\\w+\\.sleep\\b"),
          "wait for what has to happen: a future, a timer of the cell, a hand-set clock",
          Pattern.compile("@Disabled\\b"),
          "mend the test or take it out: a skipped test proves nothing",
          Pattern.compile("\t"),
          "indent with spaces: ./mvnw spotless:apply");

  /// What may not stand in the program; tests may.
  private static final Map<Pattern, String> NOT_IN_MAIN =
      Map.of(
          Pattern.compile("\\bSystem\\.(out|err)\\b"),
          "log, or write to the command's own output",
          Pattern.compile("\\.printStackTrace\\(\\)"),
          "log the exception with what was tried");

  /// Of each test, the files that it passes over for now. This list only shrinks.
  private static final Map<String, List<String>> EXCEPTIONS = Map.of();

  @Test
  void noLineIsTooLong() {
    hold("noLineIsTooLong", everyFile(TidyTest::longLines));
  }

  @Test
  void noFileIsTooLong() {
    hold(
        "noFileIsTooLong",
        everyFile((name, lines) ->
            lines.size() > FILE_MAX
                ? List.of(
                    name
                        + ": "
                        + lines.size()
                        + " lines: split it at its nouns; a file has at most "
                        + FILE_MAX)
                : List.of()));
  }

  @Test
  void noFunctionIsTooLong() throws IOException {
    hold("noFunctionIsTooLong", longFunctions());
  }

  @Test
  void nothingStandsWhereItMayNot() {
    List<String> found = new ArrayList<>(everyFile((name, lines) -> found(name, lines, NOWHERE)));
    for (Path file : Sources.of("main")) {
      found.addAll(found(Sources.name(file), Sources.lines(file), NOT_IN_MAIN));
    }
    hold("nothingStandsWhereItMayNot", found);
  }

  @Test
  void everyPackageSaysWhatItIs() {
    var silent = new TreeSet<String>();
    for (Path file : Sources.of("main")) {
      Path folder = Objects.requireNonNull(file.getParent());
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !Sources.lines(info).getFirst().startsWith("/// ")) {
        silent.add(
            Sources.name(folder)
                + ": add a package-info.java that begins with a sentence, with @NullMarked");
      }
    }
    hold("everyPackageSaysWhatItIs", List.copyOf(silent));
  }

  @Test
  void theRulesFindWhatTheyLookFor() {
    List<String> bad =
        List.of(
            "x".repeat(LINE_MAX + 1),
            "// TODO tidy up",
            "// TODO(#12) tidy up",
            "Thread.sleep(1);",
            "@Disabled",
            "\tint x;");
    assertEquals(1, longLines("x", bad).size());
    assertEquals(4, found("x", bad, NOWHERE).size());
    assertEquals(1, found("x", List.of("System.out.println();"), NOT_IN_MAIN).size());
    assertTrue(Sources.of("main").size() > 100);
  }

  /// Fails with all that is wrong, except for the exceptions, each of which must still be needed.
  private static void hold(String rule, List<String> wrong) {
    var left = new ArrayList<>(wrong);
    for (String file : EXCEPTIONS.getOrDefault(rule, List.of())) {
      if (!left.removeIf(complaint -> complaint.startsWith(file + ":"))) {
        left.add(file + ": is mended; take it out of the exceptions of " + rule);
      }
    }
    assertEquals("", String.join("\n", left));
  }

  private static List<String> everyFile(BiFunction<String, List<String>, List<String>> check) {
    return Stream.of("main", "test")
        .flatMap(part -> Sources.of(part).stream())
        .filter(file -> !file.endsWith("TidyTest.java"))
        .flatMap(file -> check.apply(Sources.name(file), Sources.lines(file)).stream())
        .toList();
  }

  private static List<String> longLines(String name, List<String> lines) {
    var wrong = new ArrayList<String>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.length() > LINE_MAX && !line.startsWith("import ")) {
        wrong.add(
            name
                + ":"
                + (at + 1)
                + ": "
                + line.length()
                + " columns: break it; a line has at most "
                + LINE_MAX);
      }
    }
    return wrong;
  }

  private static List<String> found(
      String name, List<String> lines, Map<Pattern, String> prohibitions) {
    var wrong = new ArrayList<String>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      int number = at + 1;
      prohibitions.forEach((pattern, instead) -> {
        if (pattern.matcher(line).find()) {
          wrong.add(name + ":" + number + ": '" + line.strip() + "': " + instead);
        }
      });
    }
    return wrong;
  }

  private static List<String> longFunctions() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var wrong = new ArrayList<String>();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(Sources.of("main"));
      var task =
          (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Functions(unit, positions).scan(unit, wrong);
      }
    }
    return wrong;
  }

  /// Collects the functions of a file that are too long.
  private static final class Functions extends TreeScanner<@Nullable Void, List<String>> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Functions(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, List<String> wrong) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(Math.max(1, positions.getEndPosition(unit, method)));
      if (last - first + 1 > FUNCTION_MAX) {
        wrong.add(
            Sources.name(Path.of(unit.getSourceFile().toUri()))
                + ":"
                + first
                + ": "
                + method.getName()
                + " has "
                + (last - first + 1)
                + " lines: keep the branches, move the leaves out; a function has at most "
                + FUNCTION_MAX);
      }
      return super.visitMethod(method, wrong);
    }
  }
}
