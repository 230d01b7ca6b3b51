package dev.fairway.examples.custombackend;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import java.util.function.Predicate;

/**
 * Names for what we create: Acme allows 24 characters, and an owner's name alone may have 63. So a
 * name is {@code fw-}, and 16 characters of a hash of all that it stands for; where the name is
 * taken by something else, the hash is taken again with a number behind.
 *
 * <p>The owner is part of every name, so two owners never share an object.
 */
final class AcmeNames {

  /** The most characters that Acme allows. */
  static final int MOST_CHARACTERS = 24;

  private AcmeNames() {}

  /** The name of an owner's address object with exactly these addresses. */
  static String object(OwnerId owner, PrefixSet addresses, Predicate<String> taken) {
    return free("object " + owner + " " + addresses, taken);
  }

  /** The name of an owner's rule. */
  static String rule(OwnerId owner, RuleId rule, Predicate<String> taken) {
    return free("rule " + owner + " " + rule, taken);
  }

  // tag::free[]
  private static String free(String meaning, Predicate<String> taken) {
    String name = "fw-" + RuleId.ofKey(meaning);
    for (int again = 1; taken.test(name); again++) {
      name = "fw-" + RuleId.ofKey(meaning + " " + again);
    }
    return name;
  }
  // end::free[]
}
