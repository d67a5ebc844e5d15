package argosy.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/// What the containers of tasks write, line by line as they write it.
final class Output {
  private Output() {}

  /// Returns when all have ended. Lines say whose they are where there are several containers.
  static void follow(Client client, List<Task> tasks, PrintWriter out) throws Exception {
    long containers = tasks.stream().mapToLong(task -> task.containers().size()).sum();
    var readers = new ArrayList<Thread>();
    for (Task task : tasks) {
      for (Container container : task.containers()) {
        String id = container.runtimeId();
        if (id != null) {
          String whose = tasks.size() > 1 ? Tasks.id(task).substring(0, 8) + " " : "";
          String before = containers > 1 ? whose + container.name() + " | " : "";
          Optional<LogReader> written = LogReader.of(client, task, container);
          readers.add(Thread.ofVirtual().start(() -> copy(id, written, before, out)));
        }
      }
    }
    for (Thread reader : readers) {
      reader.join();
    }
  }

  private static void copy(
      String container, Optional<LogReader> written, String before, PrintWriter out) {
    try {
      if (written.isPresent()) {
        written.get().read(true, line -> println(out, before + line));
      } else {
        copy(container, before, out);
      }
    } catch (Exception e) {
      println(out, before + "(its output can't be read: " + e.getMessage() + ")");
    }
  }

  private static void copy(String container, String before, PrintWriter out) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Engine.logs(container), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        println(out, before + line);
      }
    }
  }

  private static void println(PrintWriter out, String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
