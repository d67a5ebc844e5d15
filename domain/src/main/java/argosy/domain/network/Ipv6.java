package argosy.domain.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An IPv6 address.
///
/// @param high its first eight bytes
/// @param low its last eight bytes, which tell the interfaces of a subnet apart
public record Ipv6(long high, long low) implements Comparable<Ipv6> {
  static final int BITS = 128;

  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int GROUP_DIGITS = 4;
  private static final int GROUP_MAX = 0xffff;
  private static final int GROUPS_IN_HALF = GROUPS / 2;

  /// Reads groups of digits between colons, of which `::` leaves out those that are zero.
  public static Optional<Ipv6> parse(String text) {
    int gap = text.indexOf("::");
    List<String> head = split(gap < 0 ? text : text.substring(0, gap));
    List<String> tail = gap < 0 ? List.of() : split(text.substring(gap + 2));
    int missing = GROUPS - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    var all = new ArrayList<>(head);
    for (int n = 0; n < missing; n++) {
      all.add("0");
    }
    all.addAll(tail);
    boolean wellFormed = all.stream().allMatch(group -> group.matches("[0-9a-fA-F]{1,4}"));
    return wellFormed
        ? Optional.of(
            new Ipv6(
                half(all.subList(0, GROUPS_IN_HALF)), half(all.subList(GROUPS_IN_HALF, GROUPS))))
        : Optional.empty();
  }

  private static List<String> split(String part) {
    return part.isEmpty() ? List.of() : Arrays.asList(part.split(":", -1));
  }

  private static long half(List<String> groups) {
    long bits = 0;
    for (String group : groups) {
      bits = (bits << GROUP_BITS) | Integer.parseInt(group, 16);
    }
    return bits;
  }

  /// An address so many places on, in the same subnet.
  public Ipv6 plus(long addresses) {
    return new Ipv6(high, low + addresses);
  }

  private int group(int at) {
    long half = at < GROUPS_IN_HALF ? high : low;
    int behind = GROUPS_IN_HALF - 1 - at % GROUPS_IN_HALF;
    return (int) (half >>> (behind * GROUP_BITS)) & GROUP_MAX;
  }

  @Override
  public int compareTo(Ipv6 other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /// As RFC 5952 has it: in lower case, with `::` in place of the longest run of zeros.
  @Override
  public String toString() {
    int start = -1;
    int length = 1;
    for (int at = 0; at < GROUPS; at++) {
      int end = at;
      while (end < GROUPS && group(end) == 0) {
        end++;
      }
      if (end - at > length) {
        start = at;
        length = end - at;
      }
    }
    return start < 0 ? joined(0, GROUPS) : joined(0, start) + "::" + joined(start + length, GROUPS);
  }

  private String joined(int from, int to) {
    var text = new StringBuilder(GROUPS * (GROUP_DIGITS + 1));
    for (int at = from; at < to; at++) {
      text.append(at == from ? "" : ":").append(Integer.toHexString(group(at)));
    }
    return text.toString();
  }
}
