package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Networks for tests.
final class Nets {
  static final CellId CELL = new CellId("123456789012", "us-east-1");
  static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  private static final Vpc VPC =
      new Vpc(
          "vpc-1",
          CELL.account(),
          List.of(new Vpc.Range("vpc-cidr-assoc-1", cidr("10.0.0.0/16"))),
          null,
          false,
          Vpc.Settings.NEW,
          "default",
          NewVpc.untagged());

  private Nets() {}

  static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  static Subnet subnet(String range) {
    return new Subnet(
        "subnet-1",
        CELL.account(),
        VPC.id(),
        cidr(range),
        null,
        "us-east-1a",
        false,
        Subnet.Settings.NEW,
        NewVpc.untagged());
  }

  /// A VPC of 10.0.0.0/16 with subnets.
  static Picture with(Subnet... subnets) {
    Picture picture = Picture.EMPTY.apply(NewVpc.of(VPC, new SplittableRandom(1)).changes());
    for (Subnet subnet : subnets) {
      picture = picture.apply(new Change.Put(subnet));
    }
    return picture;
  }

  /// A region as an account finds it.
  static Picture defaults() {
    return Picture.EMPTY.apply(
        Defaults.missing(Picture.EMPTY, CELL, NOON, new SplittableRandom(1)));
  }

  static NetworkInterface draft(
      Picture picture, Subnet subnet, boolean publicAddress, RandomGenerator random) {
    var wanted = DraftInterface.Wanted.by("amazon-ecs", subnet.id(), List.of(), "", publicAddress);
    var drafted = DraftInterface.of(picture, AddressPool.of(picture), wanted, NOON, random);
    return assertInstanceOf(DraftInterface.Drafted.Made.class, drafted, drafted::toString)
        .networkInterface();
  }

  static <R> Outcome.Accepted<R> accepted(Outcome<R> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<R> accepted -> accepted;
      case Outcome.Refused<R>(EcsError error) -> throw new AssertionError(error.toString());
    };
  }

  /// Code and message.
  static <R> String refused(Outcome<R> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<R> accepted -> throw new AssertionError(accepted.toString());
      case Outcome.Refused<R>(EcsError error) -> error.code() + ": " + error.message();
    };
  }
}
