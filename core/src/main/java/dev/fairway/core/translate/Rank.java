package dev.fairway.core.translate;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import java.util.Comparator;

/**
 * The rank of a claim, which decides the order of rules where one packet matches several: the kind
 * of the treatment, then a port before all ports, then a treatment without fallback before one
 * with, then the text of the treatment, then what was chosen for some pairs of sites before what
 * holds for the others. Claims of equal rank have equal treatments, so their rules need no order.
 *
 * @param allPorts true for a claim on all ports
 * @param declared the declared treatment for peers that are admitted, or that of the others, {@link
 *     Treatment#DROP}
 * @param exception true where {@code treatment} is for some pairs of sites only
 * @param treatment the treatment of the rule: {@code declared}, or the same over other transports
 */
record Rank(boolean allPorts, Treatment declared, boolean exception, Treatment treatment)
    implements Comparable<Rank> {

  /** The order without texts. */
  static final Comparator<Rank> WITHOUT_TEXT =
      Comparator.comparing((Rank rank) -> rank.declared.kind())
          .thenComparing(Rank::allPorts)
          .thenComparing(Rank::mayFallBack);

  private static final Comparator<Rank> ORDER =
      WITHOUT_TEXT
          .thenComparing(Rank::declared)
          .thenComparing(rank -> !rank.exception)
          .thenComparing(Rank::treatment);

  /** The rank of a treatment without a choice for pairs of sites. */
  Rank(boolean allPorts, Treatment treatment) {
    this(allPorts, treatment, false, treatment);
  }

  private boolean mayFallBack() {
    return declared.steer().map(steer -> steer.fallback() == Fallback.ANY).orElse(true);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /** The rank as text, as in the key of a rule; the kind stands there where it does not steer. */
  String text() {
    return (declared.kind() == Treatment.Kind.STEER ? "" : declared.kind().text() + "/")
        + (allPorts ? "all-ports" : "port")
        + "/"
        + (mayFallBack() ? "any" : "none");
  }
}
