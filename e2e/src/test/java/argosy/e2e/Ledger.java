package argosy.e2e;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What users were told, thing by thing: how each may be now. An answer leaves one possibility;
/// what was asked for and not answered leaves two, as it was and as it was to become, and nothing
/// between them.
final class Ledger {
  /// How a thing is that isn't there.
  static final String NOTHING = "nothing";

  private final Map<String, Set<String>> possible = new ConcurrentHashMap<>();

  /// Somebody asks that a thing becomes so.
  void asked(String thing, String state) {
    possible.merge(thing, Set.of(NOTHING, state), (before, _) -> with(before, state));
  }

  /// It has become so, for certain.
  void answered(String thing, String state) {
    possible.put(thing, Set.of(state));
  }

  Set<String> things() {
    return possible.keySet();
  }

  /// What isn't as it may be; empty if all is well. How a thing was found is certain from then on.
  ///
  /// @param prefix of the names that are looked at; everything with the empty one
  /// @param found everything of that prefix that is there
  List<String> complaints(String prefix, Map<String, String> found) {
    var all = new TreeSet<>(found.keySet());
    possible.keySet().stream().filter(thing -> Found.isOf(prefix, thing)).forEach(all::add);
    var complaints = new ArrayList<String>();
    for (String thing : all) {
      Set<String> allowed = possible.getOrDefault(thing, Set.of(NOTHING));
      String is = found.getOrDefault(thing, NOTHING);
      if (allowed.contains(is)) {
        answered(thing, is);
      } else {
        complaints.add(thing + " is " + is + ", and should be " + String.join(" or ", allowed));
      }
    }
    return complaints;
  }

  private static Set<String> with(Set<String> before, String state) {
    var more = new LinkedHashSet<>(before);
    more.add(state);
    return more;
  }
}
