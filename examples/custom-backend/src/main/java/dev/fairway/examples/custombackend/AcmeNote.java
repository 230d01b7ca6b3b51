package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The note of a rule, by which Fairway knows its own rules again: nothing else on the site names an
 * owner.
 *
 * @param owner whose rule
 * @param rule which rule
 * @param direction which side of the rule the service is on: Acme's own words do not say
 * @param sequence its place in the owner's whole list; see {@link AcmeSequenceNumbers}
 */
record AcmeNote(OwnerId owner, RuleId rule, Direction direction, long sequence) {

  private static final Pattern FORM =
      Pattern.compile(
          "fairway owner=([a-z0-9-]{1,63}) rule=([a-z2-7]{16})"
              + " direction=(to|from)-service sequence=([0-9]{1,18})");

  /** The note, or empty where Fairway did not write the text. */
  static Optional<AcmeNote> tryParse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AcmeNote(
              new OwnerId(matcher.group(1)),
              new RuleId(matcher.group(2)),
              matcher.group(3).equals("to") ? Direction.TO_SERVICE : Direction.FROM_SERVICE,
              Long.parseLong(matcher.group(4))));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  /** The note on an address object: objects have an owner, and nothing else to tell. */
  static String ofObject(OwnerId owner) {
    return "fairway owner=" + owner;
  }

  /** {@code fairway owner=shop-eu rule=abcdefghijklmnop direction=to-service sequence=2000}. */
  // tag::text[]
  String text() {
    return "fairway owner="
        + owner
        + " rule="
        + rule
        + " direction="
        + direction.text()
        + " sequence="
        + sequence;
  }
  // end::text[]
}
