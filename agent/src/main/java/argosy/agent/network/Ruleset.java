package argosy.agent.network;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What nftables holds for a VPC on a host: one table of chains and sets, by their names. It is a
/// value, so that what has to change follows from two of them.
///
/// @param sets of addresses and links, and maps from links to verdicts
record Ruleset(SortedMap<String, Elements> sets, SortedMap<String, Chain> chains) {
  static final String TABLE = "inet argosy";

  static final Ruleset EMPTY = new Ruleset(new TreeMap<>(), new TreeMap<>());

  /// @param kind what nft needs to make it: `set` or `map`
  /// @param type of its elements, and of a map's answers
  /// @param members with what they are mapped to; empty in a set
  record Elements(String kind, String type, Map<String, String> members) {
    static final String SET = "set";
    static final String MAP = "map";

    Elements {
      members = Map.copyOf(members);
    }

    Elements without() {
      return new Elements(kind, type, Map.of());
    }
  }

  /// @param hook where the kernel calls it; empty for one that others jump to
  record Chain(String hook, List<String> rules) {
    Chain {
      rules = List.copyOf(rules);
    }

    static Chain of(List<String> rules) {
      return new Chain("", rules);
    }
  }

  /// A script that makes the table this, whatever it was, at once.
  String whole() {
    return "table "
        + TABLE
        + "\ndelete table "
        + TABLE
        + "\ntable "
        + TABLE
        + "\n"
        + EMPTY.to(this);
  }

  /// The smallest script that makes this table that one, at once; empty if nothing differs. What
  /// refers to something comes after it is made, and goes before it is removed.
  String to(Ruleset wanted) {
    var script = new StringBuilder();
    wanted.sets.forEach((name, set) -> {
      if (!sets.containsKey(name)) {
        line(script, "add " + set.kind(), name, "{ type " + set.type() + "; }");
      }
    });
    wanted.chains.forEach((name, chain) -> {
      if (!chains.containsKey(name)) {
        line(script, "add chain", name, chain.hook().isEmpty() ? "" : "{ " + chain.hook() + " }");
      }
    });
    wanted.chains.forEach((name, chain) -> rules(script, name, chain));
    wanted.sets.forEach((name, set) -> members(script, name, set));
    chains.keySet().stream()
        .filter(name -> !wanted.chains.containsKey(name))
        .forEach(name -> line(script, "flush chain", name, ""));
    sets.forEach((name, set) -> {
      if (!wanted.sets.containsKey(name)) {
        line(script, "delete " + set.kind(), name, "");
      }
    });
    chains.keySet().stream()
        .filter(name -> !wanted.chains.containsKey(name))
        .forEach(name -> line(script, "delete chain", name, ""));
    return script.toString();
  }

  private void rules(StringBuilder script, String name, Chain chain) {
    Chain before = chains.get(name);
    if (before != null && before.rules().equals(chain.rules())) {
      return;
    }
    if (before != null && !before.rules().isEmpty()) {
      line(script, "flush chain", name, "");
    }
    chain.rules().forEach(rule -> line(script, "add rule", name, rule));
  }

  private void members(StringBuilder script, String name, Elements wanted) {
    Map<String, String> before = sets.getOrDefault(name, wanted.without()).members();
    List<String> gone =
        before.entrySet().stream()
            .filter(each -> !each.getValue().equals(wanted.members().get(each.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<String> added =
        wanted.members().entrySet().stream()
            .filter(each -> !each.getValue().equals(before.get(each.getKey())))
            .map(each -> each.getKey() + (each.getValue().isEmpty() ? "" : " : " + each.getValue()))
            .sorted()
            .toList();
    if (!gone.isEmpty()) {
      line(script, "delete element", name, "{ " + String.join(", ", gone) + " }");
    }
    if (!added.isEmpty()) {
      line(script, "add element", name, "{ " + String.join(", ", added) + " }");
    }
  }

  private static void line(StringBuilder script, String verb, String name, String rest) {
    script.append(verb).append(' ').append(TABLE).append(' ').append(name);
    if (!rest.isEmpty()) {
      script.append(' ').append(rest);
    }
    script.append('\n');
  }
}
