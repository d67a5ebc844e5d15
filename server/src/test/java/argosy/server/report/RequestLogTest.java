package argosy.server.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.wire.Caller;
import argosy.wire.http.Answered;
import argosy.wire.sigv4.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Verdict.Accepted ROOT =
      new Verdict.Accepted(
          new Caller("123456789012", "AKIA", "arn:aws:iam::123456789012:root", "123456789012"),
          "us-east-1",
          "ecs");

  @Test
  void aRefusedChangeHasALineWithCodeAndReason() {
    assertEquals(
        Optional.of(
            "cell=123456789012/us-east-1 decision=RunTask outcome=refused"
                + " code=ClusterNotFoundException reason=\"Cluster\\n\\\"x\\\" not found.\""
                + " request=id-1"),
        line("RunTask", "ClusterNotFoundException", "Cluster\n\"x\" not found.", ROOT));
  }

  @Test
  void whatOperatorsDoNotLookForHasNone() {
    assertEquals(Optional.empty(), line("RunTask", Answered.OK, "", ROOT));
    assertEquals(Optional.empty(), line("RunTask", "AccessDenied", "no", null));
    for (String read : new String[] {"ListTasks", "DescribeTasks", "GetCallerIdentity", ""}) {
      assertEquals(Optional.empty(), line(read, "ClientException", "no", ROOT), read);
    }
  }

  private static Optional<String> line(
      String action, String code, String message, Verdict.@Nullable Accepted by) {
    return RequestLog.line(new Answered("ecs", action, code, message, by, "id-1", 1))
        .map(Object::toString);
  }
}
