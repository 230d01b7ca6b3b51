package dev.fairway.operator.settings;

import dev.fairway.core.net.PrefixSets;
import dev.fairway.core.net.Segment;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the bound of rules that match senders comes from. Immutable. */
public sealed interface WanScopeSetting {

  /**
   * What the WAN routes, for each segment where all of it is known.
   *
   * @param fromFabric what the fabric says
   * @return unmodifiable; a segment that is missing is unknown
   */
  SortedMap<Segment, PrefixSets> routed(SortedMap<Segment, PrefixSets> fromFabric);

  /** The fabric's own routes. */
  record FromFabric() implements WanScopeSetting {
    @Override
    public SortedMap<Segment, PrefixSets> routed(SortedMap<Segment, PrefixSets> fromFabric) {
      return Collections.unmodifiableSortedMap(new TreeMap<>(fromFabric));
    }
  }

  /** No bound: senders' rules match every destination. */
  record Unbounded() implements WanScopeSetting {
    @Override
    public SortedMap<Segment, PrefixSets> routed(SortedMap<Segment, PrefixSets> fromFabric) {
      return Collections.emptySortedMap();
    }
  }

  /**
   * What a person says, whatever the fabric says.
   *
   * @param prefixes by segment, at least one
   */
  record Declared(SortedMap<Segment, PrefixSets> prefixes) implements WanScopeSetting {

    /** Copies; refuses to declare nothing. */
    public Declared {
      if (prefixes.isEmpty()) {
        throw new IllegalArgumentException("a declared scope without a prefix");
      }
      prefixes = Collections.unmodifiableSortedMap(new TreeMap<>(prefixes));
    }

    @Override
    public SortedMap<Segment, PrefixSets> routed(SortedMap<Segment, PrefixSets> fromFabric) {
      return prefixes;
    }
  }
}
