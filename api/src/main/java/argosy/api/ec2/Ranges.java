package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.Cidr;
import argosy.domain.network.Ipv4;
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
    return address.isPresent() ? then.apply(address.get()) : malformed(text);
  }

  static Answer addresses(List<String> texts, Function<List<Ipv4>, Answer> then) {
    var addresses = new ArrayList<Ipv4>();
    for (String text : texts) {
      Optional<Ipv4> address = Ipv4.parse(text);
      if (address.isEmpty()) {
        return malformed(text);
      }
      addresses.add(address.get());
    }
    return then.apply(addresses);
  }

  private static Answer malformed(String text) {
    return Context.refuse(
        NetworkErrors.invalid(
            "Value (" + text + ") for parameter address is invalid. Invalid IPv4 address"));
  }
}
