package dev.fairway.catalyst.snapshot;

import dev.fairway.core.diagnostic.PrintableText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The last edit by another writer of what holds an owner's rules, as far as the Manager says: it
 * names the writer of a policy, and of a definition or a list the time alone.
 *
 * @param user the writer; empty where the Manager does not say
 * @param at the time, by the Manager's clock
 * @param otherAccount true where the writer has another account than this program
 */
public record LastEdit(Optional<String> user, Instant at, boolean otherAccount) {

  /** The most characters of a user's name. */
  private static final int LONGEST_NAME = 80;

  /** A few words: {@code user 'ana' at 2026-01-02T03:04:05Z}. */
  public String text() {
    String writer =
        user.map(name -> PrintableText.excerpt(name, LONGEST_NAME))
            .map(
                name ->
                    otherAccount
                        ? "user '" + name + "'"
                        : "the account '" + name + "', which Fairway uses too,")
            .orElse("a user whom the Manager does not name");
    return writer + " at " + at.truncatedTo(ChronoUnit.SECONDS);
  }
}
