package dev.fairway.core.translate;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import java.util.Comparator;
import java.util.Optional;

/**
 * The rank of a claim, which decides the order of rules where one packet matches several: a
 * retained claim behind every other; then the kind of the treatment, then a port before all ports,
 * then a treatment without fallback before one with, then the text of the treatment, then what was
 * chosen for some pairs of sites before what holds for the others. Claims of equal rank have equal
 * treatments, so their rules need no order.
 *
 * @param retained true for a claim of a retained endpoint
 * @param allPorts true for a claim on all ports
 * @param declared the declared treatment for peers that are admitted, or that of the others, {@link
 *     Treatment#DROP}
 * @param choice what was chosen for pairs of sites; absent: the declared treatment
 */
record Rank(boolean retained, boolean allPorts, Treatment declared, Optional<Choice> choice)
    implements Comparable<Rank> {

  /**
   * The declared treatment over transports that were chosen.
   *
   * @param exception true where it is for some pairs of sites only
   * @param treatment the treatment of the rule
   */
  record Choice(boolean exception, Treatment treatment) {}

  /** The bit of the order above every kind. */
  private static final int RETAINED = 1 << 16;

  /** The order without texts. */
  static final Comparator<Rank> WITHOUT_TEXT = Comparator.comparingInt(Rank::order);

  private static final Comparator<Rank> ORDER =
      WITHOUT_TEXT
          .thenComparing(Rank::declared)
          .thenComparing(rank -> rank.choice.map(choice -> !choice.exception).orElse(true))
          .thenComparing(Rank::treatment);

  /** The rank of a treatment without a choice for pairs of sites. */
  Rank(boolean retained, boolean allPorts, Treatment treatment) {
    this(retained, allPorts, treatment, Optional.empty());
  }

  /** The rank of another treatment of the same claim. */
  Rank with(Treatment other) {
    return new Rank(retained, allPorts, other);
  }

  /** The same rank with a choice for pairs of sites. */
  Rank with(Choice chosen) {
    return new Rank(retained, allPorts, declared, Optional.of(chosen));
  }

  /** The treatment of the rule: the declared one, or the same over other transports. */
  Treatment treatment() {
    return choice.map(Choice::treatment).orElse(declared);
  }

  /** Retained last, then by kind, then a port before all ports, then without fallback first. */
  private int order() {
    return (retained ? RETAINED : 0)
        + declared.kind().ordinal() * 4
        + (allPorts ? 2 : 0)
        + (mayFallBack() ? 1 : 0);
  }

  private boolean mayFallBack() {
    return declared.steer().map(steer -> steer.fallback() == Fallback.ANY).orElse(true);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /**
   * The rank as text, as in the key of a rule: {@code retained} and the kind stand there where the
   * claim is retained, and where it does not steer.
   */
  String text() {
    return (retained ? "retained/" : "")
        + (declared.kind() == Treatment.Kind.STEER ? "" : declared.kind().text() + "/")
        + (allPorts ? "all-ports" : "port")
        + "/"
        + (mayFallBack() ? "any" : "none");
  }
}
