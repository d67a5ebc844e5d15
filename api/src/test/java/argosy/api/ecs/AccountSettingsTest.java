package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.api.ApiRig;
import argosy.wire.Answer;
import argosy.wire.Caller;
import argosy.wire.Service;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;

class AccountSettingsTest {
  private static final String ANN = "arn:aws:iam::123456789012:user/ann";

  private final ApiRig rig = new ApiRig();
  private final Caller asAnn = rig.user("ann", "AmazonECS_FullAccess");

  @Test
  void aDefaultHoldsForAll() {
    Setting set = putDefault("containerInsights", "enhanced");
    assertEquals(ApiRig.ROOT.arn(), set.principalArn());
    assertEquals("user", set.typeAsString());
    assertEquals(
        "enhanced",
        list(l -> l.name("containerInsights").effectiveSettings(true).principalArn(ANN))
            .settings()
            .getFirst()
            .value());
    assertEquals(
        List.of(), list(l -> l.principalArn(ANN)).settings(), "nothing of their own is set");
    assertEquals(List.of(set), list(l -> {}).settings());
  }

  @Test
  void clustersAreMadeAsTheAccountSays() {
    putDefault("containerInsights", "enhanced");
    var cluster =
        rig.reply(CreateClusterResponse.class, CreateClusterRequest.builder().build()).cluster();
    assertEquals("enhanced", cluster.settings().getFirst().value());
  }

  @Test
  void aPrincipalHasSettingsOfItsOwn() {
    var put =
        PutAccountSettingRequest.builder()
            .name("awsvpcTrunking")
            .value("enabled")
            .principalArn(ANN)
            .build();
    assertEquals(ANN, rig.reply(PutAccountSettingResponse.class, put).setting().principalArn());
    assertEquals("enabled", list(l -> l.principalArn(ANN)).settings().getFirst().value());
    assertEquals(List.of(), list(l -> {}).settings());
    var delete =
        DeleteAccountSettingRequest.builder().name("awsvpcTrunking").principalArn(ANN).build();
    assertEquals(
        "disabled", rig.reply(DeleteAccountSettingResponse.class, delete).setting().value());
    assertEquals(List.of(), list(l -> l.principalArn(ANN)).settings());
  }

  @Test
  void effectiveSettingsPageByTen() {
    var first = list(l -> l.effectiveSettings(true));
    assertEquals(10, first.settings().size());
    var second = list(l -> l.effectiveSettings(true).nextToken(first.nextToken()));
    assertEquals(2, second.settings().size());
    assertNull(second.nextToken());
    assertEquals(
        "serviceLongArnFormat|tagResourceAuthorization",
        first.settings().getLast().nameAsString()
            + "|"
            + second.settings().getFirst().nameAsString());
  }

  @Test
  void filtersAreByNameAndValue() {
    putDefault("containerInsights", "enabled");
    putDefault("awsvpcTrunking", "enabled");
    putDefault("dualStackIPv6", "enabled");
    assertEquals(1, list(l -> l.name("dualStackIPv6").value("enabled")).settings().size());
    assertEquals(1, list(l -> l.name("awsvpcTrunking").value("enabled")).settings().size());
    assertEquals(0, list(l -> l.name("awsvpcTrunking").value("disabled")).settings().size());
    assertEquals(
        ApiRig.invalid("A value filters only together with a name."),
        rig.refused(ListAccountSettingsRequest.builder().value("enabled").build()));
    assertEquals(
        "InvalidParameterException",
        rig.refused(ListAccountSettingsRequest.builder().name("color").build()).code());
    assertEquals(
        "InvalidParameterException",
        rig.refused(ListAccountSettingsRequest.builder().maxResults(11).build()).code());
  }

  @Test
  void onlyTheRootUserNamesAnother() {
    var answer =
        rig.call(
            Service.ECS,
            "us-east-1",
            ListAccountSettingsRequest.builder().principalArn(ApiRig.ROOT.arn()).build(),
            asAnn);
    assertEquals(
        "AccessDeniedException", assertInstanceOf(Answer.Refused.class, answer).error().code());
    assertInstanceOf(
        Answer.Reply.class,
        rig.call(
            Service.ECS,
            "us-east-1",
            PutAccountSettingRequest.builder().name("awsvpcTrunking").value("enabled").build(),
            asAnn));
    assertEquals("enabled", list(l -> l.principalArn(ANN)).settings().getFirst().value());
    assertEquals(
        "InvalidParameterException",
        rig.refused(
                ListAccountSettingsRequest.builder()
                    .principalArn("arn:aws:iam::999999999999:root")
                    .build())
            .code());
  }

  private Setting putDefault(String name, String value) {
    return rig.reply(
            PutAccountSettingDefaultResponse.class,
            PutAccountSettingDefaultRequest.builder().name(name).value(value).build())
        .setting();
  }

  private ListAccountSettingsResponse list(Consumer<ListAccountSettingsRequest.Builder> request) {
    return rig.reply(
        ListAccountSettingsResponse.class,
        ListAccountSettingsRequest.builder().applyMutation(request).build());
  }
}
