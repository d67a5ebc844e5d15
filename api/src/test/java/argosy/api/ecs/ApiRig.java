package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.control.cell.Cell;
import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.store.MemoryStore;
import argosy.wire.Answer;
import argosy.wire.Caller;
import argosy.wire.WireError;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.SdkPojo;

/// A cell at noon that keeps its store in memory, asked through the actions.
final class ApiRig {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  static final String ROOT = "arn:aws:iam::123456789012:root";
  static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  private final Cell cell =
      new Cell(
          CELL,
          new MemoryStore(),
          InstantSource.fixed(NOON),
          new SplittableRandom(7),
          broken -> {
            throw broken;
          });

  /// Puts an entity without asking anybody.
  void put(Entity entity) {
    cell.ask((_, _, _) ->
        new Outcome.Accepted<>(List.<Change>of(new Change.Put(entity)), List.of(), entity));
  }

  argosy.domain.state.Picture picture() {
    return cell.picture();
  }

  /// What the action of a request's name answers to the root user.
  Answer ask(SdkPojo request) {
    return ask(request, ROOT);
  }

  Answer ask(SdkPojo request, String principal) {
    String name = request.getClass().getSimpleName();
    String action = name.substring(0, name.length() - "Request".length());
    return EcsActions.ALL.stream()
        .filter(known -> known.getClass().getSimpleName().equals(action))
        .findFirst()
        .map(known -> perform(known, request, principal))
        .orElseThrow();
  }

  <R extends SdkPojo> R reply(SdkPojo request, Class<R> type) {
    return switch (ask(request)) {
      case Answer.Reply(SdkPojo response) -> type.cast(response);
      case Answer.Refused(WireError error) -> throw new AssertionError(error.toString());
    };
  }

  WireError refused(SdkPojo request) {
    return switch (ask(request)) {
      case Answer.Reply(SdkPojo response) -> throw new AssertionError(response.toString());
      case Answer.Refused(WireError error) -> error;
    };
  }

  @SuppressWarnings("unchecked") // the request's name is the action's
  private <Q extends SdkPojo> Answer perform(Action<?> action, SdkPojo request, String principal) {
    var caller = new Caller(CELL.account(), "AKIATEST", principal, CELL.account());
    return ((Action<Q>) action)
        .perform((Q) request, new Context(cell, caller, URI.create("http://localhost:4566")));
  }
}
