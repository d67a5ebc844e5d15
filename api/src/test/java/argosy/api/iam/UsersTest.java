package argosy.api.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.Caller;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.User;

class UsersTest {
  private final ApiRig rig = new ApiRig();

  @Test
  void aUserIsDescribedByNameOrByWhoAsks() {
    Caller bob = rig.user("bob", "IAMReadOnlyAccess");
    User byName = user("bob", ApiRig.ROOT);
    assertEquals("arn:aws:iam::123456789012:user/bob", byName.arn());
    assertEquals("/", byName.path());
    assertEquals(ApiRig.NOON, byName.createDate());
    assertTrue(byName.userId().matches("AIDA[A-Z2-7]{17}"), byName.userId());
    assertEquals(byName, user(null, bob));
    User root = user(null, ApiRig.ROOT);
    assertEquals("arn:aws:iam::123456789012:root", root.arn());
    assertNull(root.userName());
  }

  private User user(@Nullable String name, Caller caller) {
    var request = GetUserRequest.builder().userName(name).build();
    return rig.reply(GetUserResponse.class, request, caller).user();
  }

  @Test
  void whatIsRequiredMustBeThere() {
    assertEquals(
        WireError.client(
            "ValidationError",
            "1 validation error detected: Value null at 'userName' failed to satisfy constraint:"
                + " Member must not be null"),
        rig.refused(CreateUserRequest.builder().build()));
  }

  @Test
  void errorsHaveTheStatusOfIam() {
    rig.user("bob");
    assertEquals(
        new WireError("EntityAlreadyExists", "User with name bob already exists.", 409),
        rig.refused(CreateUserRequest.builder().userName("bob").build()));
    assertEquals(
        new WireError("NoSuchEntity", "The user with name ann cannot be found.", 404),
        rig.refused(DeleteUserRequest.builder().userName("ann").build()));
  }

  @Test
  void usersAreTheSameInEveryRegion() {
    rig.user("bob");
    var request = ListUsersRequest.builder().build();
    assertEquals(
        rig.call(Service.IAM, "us-east-1", request), rig.call(Service.IAM, "eu-west-1", request));
  }

  @Test
  void usersAreListedByPathsAndPages() {
    for (int number = 0; number < 25; number++) {
      rig.done(
          CreateUserRequest.builder()
              .userName("u%02d".formatted(number))
              .path(number % 5 == 0 ? "/five/" : "/")
              .build());
    }
    var names = new ArrayList<String>();
    String marker = null;
    do {
      var request = ListUsersRequest.builder().marker(marker).maxItems(10).build();
      ListUsersResponse page = rig.reply(ListUsersResponse.class, request);
      page.users().forEach(user -> names.add(user.userName()));
      marker = page.marker();
      assertEquals(marker != null, page.isTruncated());
    } while (marker != null);
    assertEquals(25, names.size());
    assertEquals(names.stream().sorted().distinct().toList(), names);
    var five = ListUsersRequest.builder().pathPrefix("/five").build();
    assertEquals(5, rig.reply(ListUsersResponse.class, five).users().size());
    assertEquals(
        WireError.client("ValidationError", "maxItems must be between 1 and 1000, not 0."),
        rig.refused(ListUsersRequest.builder().maxItems(0).build()));
    assertEquals(
        WireError.client(
            "ValidationError", "Invalid Marker: use the one of the answer before, unchanged."),
        rig.refused(ListUsersRequest.builder().marker("?").build()));
  }

  @Test
  void aUserIsRenamed() {
    rig.user("bob");
    rig.done(UpdateUserRequest.builder().userName("bob").newUserName("rob").newPath("/x/").build());
    assertEquals("arn:aws:iam::123456789012:user/x/rob", user("rob", ApiRig.ROOT).arn());
    rig.done(DeleteUserRequest.builder().userName("rob").build());
  }

  @Test
  void aSecretIsToldOnce() {
    Caller bob = rig.user("bob", "IAMFullAccess");
    AccessKey key = key(null, bob);
    assertEquals("bob", key.userName());
    assertTrue(key.secretAccessKey().matches("[A-Za-z0-9+/]{40}"));
    assertEquals("Active", key.statusAsString());
    var update = UpdateAccessKeyRequest.builder().accessKeyId(key.accessKeyId());
    rig.reply(
        software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse.class,
        update.status("Inactive").build(),
        bob);
    var listed =
        rig.reply(
                ListAccessKeysResponse.class,
                ListAccessKeysRequest.builder().userName("bob").build())
            .accessKeyMetadata();
    assertEquals(1, listed.size());
    assertEquals("Inactive", listed.getFirst().statusAsString());
    assertFalse(listed.toString().contains(key.secretAccessKey()));
    assertEquals(
        WireError.client("ValidationError", "status must be Active or Inactive, not Lost."),
        rig.refused(update.userName("bob").status("Lost").build()));
    rig.done(
        DeleteAccessKeyRequest.builder().userName("bob").accessKeyId(key.accessKeyId()).build());
  }

  private AccessKey key(@Nullable String user, Caller caller) {
    var request = CreateAccessKeyRequest.builder().userName(user).build();
    return rig.reply(CreateAccessKeyResponse.class, request, caller).accessKey();
  }

  @Test
  void rootHasToSayWhoseKeyItMeans() {
    assertEquals(
        WireError.client(
            "ValidationError", "Must specify userName when calling with non-User credentials"),
        rig.refused(CreateAccessKeyRequest.builder().build()));
  }

  @Test
  void groupsHaveUsersAndUsersHaveGroups() {
    rig.user("bob");
    rig.done(CreateGroupRequest.builder().groupName("devs").path("/team/").build());
    rig.done(CreateGroupRequest.builder().groupName("admins").build());
    for (String group : List.of("devs", "admins")) {
      rig.done(AddUserToGroupRequest.builder().groupName(group).userName("bob").build());
    }
    var of = ListGroupsForUserRequest.builder().userName("bob").build();
    assertEquals(
        List.of("admins", "devs"),
        rig.reply(ListGroupsForUserResponse.class, of).groups().stream()
            .map(group -> group.groupName())
            .toList());
    var devs =
        rig.reply(GetGroupResponse.class, GetGroupRequest.builder().groupName("devs").build());
    assertEquals("arn:aws:iam::123456789012:group/team/devs", devs.group().arn());
    assertEquals("bob", devs.users().getFirst().userName());
    rig.done(UpdateGroupRequest.builder().groupName("devs").newGroupName("people").build());
    rig.done(RemoveUserFromGroupRequest.builder().groupName("people").userName("bob").build());
    rig.done(DeleteGroupRequest.builder().groupName("people").build());
    assertEquals(
        1,
        rig.reply(ListGroupsResponse.class, ListGroupsRequest.builder().build()).groups().size());
  }

  @Test
  void tagsComeAndGo() {
    var team = Tag.builder().key("team").value("red").build();
    rig.done(CreateUserRequest.builder().userName("bob").tags(team).build());
    var more = Tag.builder().key("a").value("b").build();
    rig.done(TagUserRequest.builder().userName("bob").tags(more).build());
    var list = ListUserTagsRequest.builder().userName("bob").build();
    assertEquals(List.of(more, team), rig.reply(ListUserTagsResponse.class, list).tags());
    rig.done(UntagUserRequest.builder().userName("bob").tagKeys("team").build());
    assertEquals(List.of(more), user("bob", ApiRig.ROOT).tags());
    assertEquals(
        WireError.client(
            "InvalidInput", "Each tag has a key and a value, and no two of them the same key."),
        rig.refused(TagUserRequest.builder().userName("bob").tags(more, more).build()));
  }
}
