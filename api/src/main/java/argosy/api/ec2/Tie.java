package argosy.api.ec2;

import argosy.domain.network.Ipv6Range;
import java.util.Optional;
import java.util.function.Function;

/// How a range stands to what has it.
enum Tie {
  ASSOCIATED("associated"),
  DISASSOCIATED("disassociated");

  private final String word;

  Tie(String word) {
    this.word = word;
  }

  /// As EC2 spells it.
  String word() {
    return word;
  }

  /// With filters that look at the IPv6 range of each thing, which may have none.
  static <E> Filters<E> filters(Filters<E> before, Function<E, Optional<Ipv6Range>> range) {
    String prefix = "ipv6-cidr-block-association.";
    return before
        .any(prefix + "ipv6-cidr-block", it -> range.apply(it).map(Ipv6Range::cidr).stream())
        .any(prefix + "association-id", it -> range.apply(it).map(Ipv6Range::association).stream())
        .any(prefix + "state", it -> range.apply(it).map(_ -> ASSOCIATED.word).stream());
  }
}
