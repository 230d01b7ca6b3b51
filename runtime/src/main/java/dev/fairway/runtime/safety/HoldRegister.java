package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.policy.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The register of the holds that last, and of what was approved. A hold that one sync does not ask
 * for again is over, and with it its approval. Not thread-safe.
 */
final class HoldRegister {

  private static final int ID_DIGITS = 8;

  private final String seed;
  private final SortedMap<Hold.Key, Hold> lasting;
  private final SortedMap<Hold.Key, Hold> asked = new TreeMap<>();
  private final SortedMap<String, String> approvals;
  private final SortedSet<String> spent = new TreeSet<>();
  private long begun;

  /** An empty register; the seed tells the holds of this process from those of others. */
  HoldRegister(String seed) {
    this(seed, new TreeMap<>(), new TreeMap<>(), 0);
  }

  private HoldRegister(
      String seed,
      SortedMap<Hold.Key, Hold> lasting,
      SortedMap<String, String> approvals,
      long begun) {
    this.seed = seed;
    this.lasting = lasting;
    this.approvals = approvals;
    this.begun = begun;
  }

  /** A copy for the next sync, in which no hold is asked for yet, with more approvals. */
  HoldRegister next(Map<String, String> approved) {
    SortedMap<String, String> all = new TreeMap<>(approved);
    return new HoldRegister(seed, new TreeMap<>(asked), all, begun);
  }

  /** Lets the holds that a plan decides last on in a sync without one. */
  void carryOver() {
    lasting.forEach(
        (key, hold) -> {
          if (key.service().isEmpty() && key.kind() != Hold.Kind.DECLARATIONS) {
            asked.putIfAbsent(key, hold);
          }
        });
  }

  /** The hold of that key, where one lasts since an earlier sync. */
  Optional<Hold> lasting(Hold.Key key) {
    return Optional.ofNullable(lasting.get(key));
  }

  /** True where a lasting hold of that key was approved. */
  boolean isApproved(Hold.Key key) {
    Optional<Hold> hold = lasting(key).filter(known -> approvals.containsKey(known.id()));
    hold.ifPresent(known -> spent.add(known.id()));
    return hold.isPresent();
  }

  /** True where an annotation of the Service lets a lasting hold of that key go by its id. */
  boolean isReleased(Hold.Key key, Optional<String> id) {
    boolean released = id.isPresent() && lasting(key).map(Hold::id).equals(id);
    if (released) {
      approvals.put(id.get(), "the annotation " + ServiceControls.RELEASE);
      spent.add(id.get());
    }
    return released;
  }

  /** Asks for a hold in this sync: a lasting one goes on. */
  Hold hold(Hold.Key key, Duration now, String sentence, long count) {
    Hold known = lasting.get(key);
    Hold hold =
        new Hold(
            known == null ? newId(key) : known.id(),
            key,
            known == null ? now : known.since(),
            sentence,
            count);
    asked.put(key, hold);
    return hold;
  }

  private String newId(Hold.Key key) {
    begun++;
    return "h-" + Digest.of(seed + "|" + begun + "|" + key).hex().substring(0, ID_DIGITS);
  }

  /** The holds of this sync, in their order. */
  List<Hold> holds() {
    return new ArrayList<>(asked.values());
  }

  /** The ids of the holds that lasted and are over. */
  SortedSet<String> over() {
    SortedSet<String> over = new TreeSet<>();
    lasting.forEach(
        (key, hold) -> {
          if (!asked.containsKey(key)) {
            over.add(hold.id());
          }
        });
    return over;
  }

  /** The approvals that ended a hold, and by whom, by id. */
  SortedMap<String, String> effective() {
    SortedMap<String, String> effective = new TreeMap<>(approvals);
    effective.keySet().retainAll(spent);
    return effective;
  }

  /** The approvals of what is no hold, or none any more, and by whom, by id. */
  SortedMap<String, String> unknown() {
    SortedMap<String, String> unknown = new TreeMap<>(approvals);
    unknown.keySet().removeAll(spent);
    return unknown;
  }
}
