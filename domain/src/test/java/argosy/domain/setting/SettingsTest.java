package argosy.domain.setting;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String ANN = "arn:aws:iam::123456789012:user/ann";

  @Test
  void whatNobodySetIsEcssDefault() {
    for (String name : SettingRule.names()) {
      assertEquals(
          SettingRule.of(name).orElseThrow().standard(), effective(Picture.EMPTY, ANN, name));
    }
    assertEquals("7", effective(Picture.EMPTY, ANN, "fargateTaskRetirementWaitPeriod"));
    assertEquals("enabled", effective(Picture.EMPTY, ANN, "dualStackIPv6"));
  }

  @Test
  void onesOwnSettingGoesBeforeTheDefaultOfTheAccount() {
    Picture root = put(Picture.EMPTY, USER, "enabled");
    assertEquals("enabled", effective(root, ANN, "containerInsights"));
    Picture own = put(root, ANN, "enhanced");
    assertEquals("enhanced", effective(own, ANN, "containerInsights"));
    assertEquals("enabled", effective(own, USER, "containerInsights"));

    var deleted = accepted(DeleteSetting.decide(own, CELL.account(), ANN, "containerInsights"));
    assertEquals("enabled", deleted.reply().value(), "what holds from now on");
    Picture back = own.apply(deleted.changes());
    assertEquals("enabled", effective(back, ANN, "containerInsights"));
    assertEquals(
        List.of(),
        accepted(DeleteSetting.decide(back, CELL.account(), ANN, "containerInsights")).changes());
  }

  @Test
  void settingAgainChangesNothing() {
    Picture root = put(Picture.EMPTY, USER, "enabled");
    assertEquals(
        List.<Change>of(),
        accepted(PutSetting.decide(root, USER, "containerInsights", "enabled")).changes());
  }

  @Test
  void oddNamesAndValuesAreRefused() {
    refuses("Invalid setting name 'color'", "color", "red");
    refuses("Invalid setting name 'null'", null, "red");
    refuses("should be one of [enabled, disabled, enhanced]", "containerInsights", "on");
    refuses("should be one of [0, 7, 14]", "fargateTaskRetirementWaitPeriod", "1");
    refuses("should be one of [enabled, disabled]", "dualStackIPv6", "on");
    refuses("Invalid value 'null'", "awsvpcTrunking", null);
    refuses("is managed by AWS", "guardDutyActivate", "on");
    refuses("You can no longer disable", "taskLongArnFormat", "disabled");
    accepted(PutSetting.decide(Picture.EMPTY, USER, "taskLongArnFormat", "enabled"));
    assertTrue(
        refused(DeleteSetting.decide(Picture.EMPTY, CELL.account(), USER, "color"))
            .message()
            .startsWith("Invalid setting name"));
  }

  private static void refuses(String part, @Nullable String name, @Nullable String value) {
    var error = refused(PutSetting.decide(Picture.EMPTY, USER, name, value));
    assertEquals("InvalidParameterException", error.code());
    assertTrue(error.message().contains(part), error.message());
  }

  private static Picture put(Picture picture, String principal, String value) {
    Outcome<AccountSetting> outcome =
        PutSetting.decide(picture, principal, "containerInsights", value);
    return after(picture, outcome);
  }

  private static String effective(Picture picture, String principal, String name) {
    return AccountSetting.effective(picture, CELL.account(), principal, name).value();
  }
}
