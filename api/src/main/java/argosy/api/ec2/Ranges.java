package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.Cidr;
import argosy.domain.network.Cidr6;
import argosy.domain.network.Ipv4;
import argosy.domain.network.Ipv6;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads addresses and ranges of requests.
final class Ranges {
  private Ranges() {}

  static Answer cidr(String text, Function<Cidr, Answer> then) {
    Optional<Cidr> cidr = Cidr.parse(text);
    return cidr.isPresent()
        ? then.apply(cidr.get())
        : Context.refuse(NetworkErrors.malformedRange(text));
  }

  /// @param then takes null where nothing is said
  static Answer address(@Nullable String text, Function<@Nullable Ipv4, Answer> then) {
    if (text == null) {
      return then.apply(null);
    }
    Optional<Ipv4> address = Ipv4.parse(text);
    return address.isPresent()
        ? then.apply(address.get())
        : Context.refuse(NetworkErrors.malformedAddress(text, 4));
  }

  static Answer addresses(List<String> texts, Function<List<Ipv4>, Answer> then) {
    return addresses(texts, Ipv4::parse, 4, then);
  }

  static Answer addresses6(List<String> texts, Function<List<Ipv6>, Answer> then) {
    return addresses(texts, Ipv6::parse, 6, then);
  }

  private static <T> Answer addresses(
      List<String> texts,
      Function<String, Optional<T>> parse,
      int version,
      Function<List<T>, Answer> then) {
    var addresses = new ArrayList<T>();
    for (String text : texts) {
      Optional<T> address = parse.apply(text);
      if (address.isEmpty()) {
        return Context.refuse(NetworkErrors.malformedAddress(text, version));
      }
      addresses.add(address.get());
    }
    return then.apply(addresses);
  }

  /// @param then takes null where nothing is said
  static Answer cidr6(@Nullable String text, Function<@Nullable Cidr6, Answer> then) {
    if (text == null) {
      return then.apply(null);
    }
    Optional<Cidr6> cidr = Cidr6.parse(text);
    return cidr.isPresent()
        ? then.apply(cidr.get())
        : Context.refuse(NetworkErrors.malformedRange(text));
  }

  /// Reads which IPv6 address an interface shall have, in one of two ways, or in none.
  static Answer wish(
      @Nullable Integer count, List<String> certain, Function<Ipv6Wish, Answer> then) {
    if (count != null && !certain.isEmpty()) {
      return Context.refuse(
          NetworkErrors.combination("Say either how many IPv6 addresses, or which."));
    }
    if (count != null && count < 0) {
      return Context.refuse(
          NetworkErrors.invalid(
              "Value (" + count + ") for parameter ipv6AddressCount is invalid."));
    }
    if (certain.size() > 1 || (count != null && count > 1)) {
      return Context.refuse(NetworkErrors.tooManyIpv6());
    }
    if (!certain.isEmpty()) {
      return addresses6(certain, it -> then.apply(new Ipv6Wish.Certain(it.getFirst())));
    }
    return then.apply(
        count == null
            ? new Ipv6Wish.AsSubnetSays()
            : count == 0 ? new Ipv6Wish.None() : new Ipv6Wish.Any());
  }
}
