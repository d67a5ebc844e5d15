package argosy.domain.placement;

import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.InstanceBuilder;
import argosy.domain.Seeds;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Reservation SMALL = new Reservation(1, 1, Set.of(), Set.of());
  private static final List<String> GROUPS = List.of("web", "shop", "batch");

  /// More than a shelf has places for.
  private static final int INSTANCES = 70;

  @Test
  void whatIsRememberedIsWhatTheInstancesSay() {
    Seeds.forAll(
        100,
        random -> {
          Room room = Room.EMPTY;
          for (int step = 0; step < 300; step++) {
            room = after(room, random);
            String group = GROUPS.get(random.nextInt(GROUPS.size()));
            Tally tally = room.tally(group);
            int total = 0;
            for (int at = 0; at < room.size(); at++) {
              assertEquals(room.get(at).of(group), tally.at(at));
              total += tally.at(at);
            }
            assertEquals(total == 0, tally.isEmpty());
            assertEquals(sorted(room), room.ledgers());
            for (int at = 0; at < room.size(); at++) {
              assertEquals(duty(room.get(at).instance()), room.duties()[at]);
            }
          }
        });
  }

  private static Instance some(RandomGenerator random) {
    InstanceBuilder some = anInstance().id("i" + random.nextInt(INSTANCES));
    return switch (random.nextInt(4)) {
      case 0 -> some.away().build();
      case 1 -> some.status(InstanceStatus.DRAINING).build();
      default -> some.build();
    };
  }

  private static List<Ledger> sorted(Room room) {
    return room.ledgers().stream()
        .sorted(Comparator.comparing(ledger -> ledger.instance().arn().id()))
        .toList();
  }

  private static Room.Duty duty(Instance instance) {
    boolean isActive = instance.status() == InstanceStatus.ACTIVE;
    return isActive && instance.agentConnected()
        ? Room.Duty.READY
        : isActive ? Room.Duty.AWAY : Room.Duty.NONE;
  }

  /// An instance comes, changes or goes, or a task comes, changes or goes.
  private static Room after(Room room, RandomGenerator random) {
    Instance instance = some(random);
    String group = GROUPS.get(random.nextInt(GROUPS.size()));
    var held = new Held(SMALL, group, false);
    boolean has = room.ledger(instance.arn()).filter(ledger -> ledger.has(group)).isPresent();
    return switch (random.nextInt(20)) {
      case 0 -> room.without(instance);
      case 1, 2, 3 -> room.with(Ledger.of(instance, List.of()));
      case 4 -> room.with(Ledger.of(instance, List.of(held)));
      default ->
          room.after(
              instance.arn().id(),
              has ? held : null,
              has && random.nextBoolean() ? null : new Held(SMALL, group, has));
    };
  }
}
