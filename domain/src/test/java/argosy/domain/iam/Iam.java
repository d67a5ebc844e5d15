package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.domain.error.EcsError;
import argosy.domain.state.Decision;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// An account's users and policies, changed step by step.
final class Iam {
  static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  static final String ACCOUNT = "123456789012";

  final RandomGenerator random = new SplittableRandom(7);
  Picture picture = Picture.EMPTY;

  <R> R done(Decision<R> decision) {
    var outcome = decision.decide(picture, NOON, random);
    assertInstanceOf(Outcome.Accepted.class, outcome, outcome::toString);
    var accepted = (Outcome.Accepted<R>) outcome;
    picture = picture.apply(accepted.changes());
    return accepted.reply();
  }

  <R> String refused(Decision<R> decision) {
    var outcome = decision.decide(picture, NOON, random);
    var refused = assertInstanceOf(Outcome.Refused.class, outcome, outcome::toString);
    EcsError error = refused.error();
    return error.code() + ": " + error.message();
  }

  User user(String name) {
    return done(user(name, "/", Map.of()));
  }

  static Decision<User> user(String name, String path, Map<String, String> tags) {
    var wanted = new CreateUser.Wanted(ACCOUNT, path, name, new TreeMap<>(tags));
    return (picture, now, random) -> CreateUser.decide(picture, wanted, now, random);
  }

  Group group(String name) {
    return done(group(name, "/"));
  }

  static Decision<Group> group(String name, String path) {
    var wanted = new CreateGroup.Wanted(ACCOUNT, path, name);
    return (picture, now, random) -> CreateGroup.decide(picture, wanted, now, random);
  }

  AccessKey key(String user) {
    return done((picture, now, r) -> CreateAccessKey.decide(picture, user, now, r));
  }

  ManagedPolicy policy(String name, Object... statements) {
    return done(policy(name, document(statements)));
  }

  static Decision<ManagedPolicy> policy(String name, Document document) {
    var wanted = new CreatePolicy.Wanted(ACCOUNT, "/", name, null, new TreeMap<>(), document);
    return (picture, now, random) -> CreatePolicy.decide(picture, wanted, now, random);
  }

  void put(String user, String name, Object... statements) {
    done(
        (p, _, _) -> ChangeGrants.put(p, ChangeGrants.Find.user(user), name, document(statements)));
  }

  static Document document(Object... statements) {
    Map<String, Object> json =
        Map.of("Version", "2012-10-17", "Statement", Arrays.asList(statements));
    var read = ReadPolicy.read(json);
    var well = assertInstanceOf(ReadPolicy.Read.Well.class, read, read::toString);
    return new Document("{}", well.policy());
  }

  static Map<String, Object> allow(String action, String resource) {
    return statement("Allow", action, resource);
  }

  static Map<String, Object> deny(String action, String resource) {
    return statement("Deny", action, resource);
  }

  static Map<String, Object> statement(String effect, String action, String resource) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Effect", effect);
    members.put("Action", List.of(action));
    members.put("Resource", resource);
    return members;
  }
}
