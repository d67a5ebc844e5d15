package argosy.e2e;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One of the examples, and what its line in the examples' README promises.
///
/// @param well whether all of its containers end with exit code 0: by themselves, or when they are
///   stopped
/// @param seen what is to be seen, as a regular expression
record Example(String name, boolean well, Pattern seen) {
  private static final List<Example> ENDING =
      List.of(
          ill("fails", "there is no DATABASE_URL"),
          ill("folders", "ATTRIBUTE"),
          well("host-processes", "\\d{2}"),
          well("kernel", "CapBnd:\\s+0+\\n(?s).*process 1 is .*init"),
          well("metadata", "\"TaskARN\""),
          ill("no-image", "CannotPullContainerError.*there-is-no-such-image"),
          well("role", ":role/explorer"),
          well("shared-volume", "UTC"),
          ill("task-processes", "a note in shared memory"),
          ill("too-big", "RESOURCE:MEMORY"),
          ill("waits-in-vain", "web.*migration"));

  private static final List<Example> SERVING =
      List.of(
          well("first-things-first", "Written before the server started"),
          well("fixed-port", "<title>"),
          well("host-network", "<title>"),
          well("linked", "<title>"),
          well("sidecar", "<title>"),
          well("volume", "another container wrote this page"),
          well("webserver", "<title>"));

  private static final List<Example> STAYING =
      List.of(
          well("awslogs", "UTC"),
          well("linked", "<title>"),
          well("no-network", "lo:"),
          well("port-range", "on port 8002"),
          ill("restarts", "I start at"),
          well("settings", "Ahoy from nobody in /tmp"),
          ill("stubborn", ""));

  private static Example well(String name, String seen) {
    return new Example(name, true, Pattern.compile(seen));
  }

  private static Example ill(String name, String seen) {
    return new Example(name, false, Pattern.compile(seen));
  }

  /// Those that end by themselves, or never begin; they say it in their logs or their reason.
  static Stream<Example> ending() {
    return ENDING.stream();
  }

  /// Those that answer over HTTP.
  static Stream<Example> serving() {
    return SERVING.stream();
  }

  /// Those that go on until they are stopped, and say it in their logs.
  static Stream<Example> staying() {
    return STAYING.stream();
  }

  static Stream<Example> all() {
    return Stream.of(ENDING, SERVING, STAYING).flatMap(List::stream);
  }

  String file() {
    return Launcher.example(name + ".json");
  }

  boolean shows(String said) {
    return seen.matcher(said).find();
  }

  @Override
  public String toString() {
    return name;
  }
}
