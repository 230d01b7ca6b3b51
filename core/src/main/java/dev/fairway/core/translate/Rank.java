package dev.fairway.core.translate;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import java.util.Comparator;

/**
 * Where a claim stands when one packet meets several: a port before all ports, then what may not
 * fall back before what may, then the text of the treatment. Claims of equal rank have equal
 * treatments, so their rules never need an order between them.
 *
 * @param allPorts true for a claim on all ports
 * @param treatment what is wanted
 */
record Rank(boolean allPorts, Treatment treatment) implements Comparable<Rank> {

  /** The order without its last resort. */
  static final Comparator<Rank> WITHOUT_TEXT =
      Comparator.comparing(Rank::allPorts).thenComparing(Rank::mayFallBack);

  private static final Comparator<Rank> ORDER = WITHOUT_TEXT.thenComparing(Rank::treatment);

  private boolean mayFallBack() {
    return treatment.steer().map(steer -> steer.fallback() == Fallback.ANY).orElse(true);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /** The rank as it stands in the key of a rule. */
  String text() {
    return (allPorts ? "all-ports" : "port") + "/" + (mayFallBack() ? "any" : "none");
  }
}
