package argosy.domain.placement;

import java.util.Arrays;
import java.util.Set;

/// How many tasks of each group an instance has: immutable. It is asked for one group on thousands
/// of instances, and made anew with each task, so it stands in arrays in the order of hashes.
public final class Groups {
  static final Groups NONE = new Groups(new int[0], new String[0], new int[0]);

  private final int[] hashes;
  private final String[] names;
  private final int[] counts;

  private Groups(int[] hashes, String[] names, int[] counts) {
    this.hashes = hashes;
    this.names = names;
    this.counts = counts;
  }

  /// How many tasks are of a group.
  int of(String group) {
    int at = find(group);
    return at < 0 ? 0 : counts[at];
  }

  Set<String> names() {
    return Set.of(names);
  }

  /// With so many more of a group, or fewer.
  Groups with(String group, int more) {
    int at = find(group);
    if (at < 0) {
      return inserting(-at - 1, group, more);
    }
    if (counts[at] + more == 0) {
      return without(at);
    }
    int[] changed = counts.clone();
    changed[at] += more;
    return new Groups(hashes, names, changed);
  }

  private Groups inserting(int at, String group, int count) {
    int length = names.length;
    int[] newHashes = Arrays.copyOf(hashes, length + 1);
    String[] newNames = Arrays.copyOf(names, length + 1);
    int[] newCounts = Arrays.copyOf(counts, length + 1);
    System.arraycopy(hashes, at, newHashes, at + 1, length - at);
    System.arraycopy(names, at, newNames, at + 1, length - at);
    System.arraycopy(counts, at, newCounts, at + 1, length - at);
    newHashes[at] = group.hashCode();
    newNames[at] = group;
    newCounts[at] = count;
    return new Groups(newHashes, newNames, newCounts);
  }

  private Groups without(int at) {
    int length = names.length - 1;
    int[] newHashes = Arrays.copyOf(hashes, length);
    String[] newNames = Arrays.copyOf(names, length);
    int[] newCounts = Arrays.copyOf(counts, length);
    System.arraycopy(hashes, at + 1, newHashes, at, length - at);
    System.arraycopy(names, at + 1, newNames, at, length - at);
    System.arraycopy(counts, at + 1, newCounts, at, length - at);
    return new Groups(newHashes, newNames, newCounts);
  }

  /// Where a group is; if it is not there, less than 0, and one less than the negative of where it
  /// belongs.
  private int find(String group) {
    int hash = group.hashCode();
    int low = 0;
    int high = hashes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashes[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (; low < hashes.length && hashes[low] == hash; low++) {
      int order = names[low].compareTo(group);
      if (order == 0) {
        return low;
      }
      if (order > 0) {
        break;
      }
    }
    return -low - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Groups groups
        && Arrays.equals(counts, groups.counts)
        && Arrays.equals(names, groups.names);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return Arrays.toString(names) + Arrays.toString(counts);
  }
}
