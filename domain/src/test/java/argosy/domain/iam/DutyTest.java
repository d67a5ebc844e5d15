package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.iam.Authorize.Wish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What sessions of roles may do while roles have no policies.
class DutyTest {
  private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/web/abc";
  private static final String LOGS = "arn:aws:logs:us-east-1:123456789012:log-group:g:log-stream:";

  private static boolean may(Duty duty, String action, String resource) {
    var wish = new Wish(action, List.of(resource), Map.of(), "us-east-1");
    return Authorize.refusal(duty, SESSION, wish).isEmpty();
  }

  private static String task(String id) {
    return "arn:aws:ecs:us-east-1:123456789012:task/default/" + id;
  }

  @Test
  void aTaskLooksAfterItsOwnProtection() {
    assertEquals(true, may(Duty.TASK, "ecs:UpdateTaskProtection", task("abc")));
    assertEquals(true, may(Duty.TASK, "ecs:GetTaskProtection", task("abc")));
    assertEquals(false, may(Duty.TASK, "ecs:UpdateTaskProtection", task("abcd")));
    assertEquals(false, may(Duty.TASK, "ecs:UpdateTaskProtection", task("x/abc") + "d"));
    assertEquals(false, may(Duty.TASK, "ecs:StopTask", task("abc")));
    assertEquals(false, may(Duty.TASK, "logs:PutLogEvents", LOGS));
  }

  @Test
  void anExecutionRoleLogs() {
    assertEquals(true, may(Duty.EXECUTION, "logs:PutLogEvents", LOGS));
    assertEquals(true, may(Duty.EXECUTION, "logs:CreateLogStream", LOGS));
    assertEquals(true, may(Duty.EXECUTION, "logs:CreateLogGroup", LOGS));
    assertEquals(false, may(Duty.EXECUTION, "logs:GetLogEvents", LOGS));
    assertEquals(false, may(Duty.EXECUTION, "ecs:UpdateTaskProtection", task("abc")));
  }
}
