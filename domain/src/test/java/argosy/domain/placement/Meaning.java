package argosy.domain.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What a chain of strategies means, said as plainly as can be and without a thought for speed.
final class Meaning {
  private Meaning() {}

  /// The ids of all instances that may be chosen.
  static Set<String> best(Room room, Held wanted, List<Strategy> chain) {
    List<Ledger> left = new ArrayList<>(room.ledgers());
    left.removeIf(ledger ->
        ledger.freeCpuUnits() < wanted.reservation().cpuUnits()
            || ledger.freeMemoryMib() < wanted.reservation().memoryMib());
    for (Strategy strategy : chain) {
      left = least(left, number(room, wanted, strategy));
    }
    return left.stream().map(ledger -> ledger.instance().arn().id()).collect(Collectors.toSet());
  }

  private static ToIntFunction<Ledger> number(Room room, Held wanted, Strategy strategy) {
    return switch (strategy) {
      case Strategy.Random() -> _ -> 0;
      case Strategy.Binpack(var of) ->
          of == Strategy.Resource.CPU ? Ledger::freeCpuUnits : Ledger::freeMemoryMib;
      case Strategy.Spread spread ->
          one ->
              room.ledgers().stream()
                  .filter(other -> place(other, spread).equals(place(one, spread)))
                  .mapToInt(other -> other.of(wanted.group()))
                  .sum();
    };
  }

  private static String place(Ledger ledger, Strategy.Spread spread) {
    return spread.field().equals(Strategy.Spread.INSTANCE)
        ? ledger.instance().arn().id()
        : ledger.host().attributes().getOrDefault(spread.attribute(), "");
  }

  private static List<Ledger> least(List<Ledger> all, ToIntFunction<Ledger> number) {
    int least = all.stream().mapToInt(number).min().orElse(0);
    return all.stream().filter(ledger -> number.applyAsInt(ledger) == least).toList();
  }
}
