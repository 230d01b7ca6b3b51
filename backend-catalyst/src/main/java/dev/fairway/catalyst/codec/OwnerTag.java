package dev.fairway.catalyst.codec;

import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.OwnerId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The owner tag in the description of a rule's list, with the digest of the content written.
 *
 * @param owner of the rule
 * @param digest the first 12 digits
 */
public record OwnerTag(OwnerId owner, String digest) {

  private static final Pattern TEXT =
      Pattern.compile("Fairway owner ([a-z0-9-]+) digest (\\p{XDigit}{12})");

  static OwnerTag of(OwnerId owner, String content) {
    return new OwnerTag(owner, Digest.of(content).shortText());
  }

  /** The tag of a description; empty for any other description. */
  public static Optional<OwnerTag> tryParse(String description) {
    Matcher matcher = TEXT.matcher(description);
    return matcher.matches() && DnsLabel.isValid(matcher.group(1))
        ? Optional.of(new OwnerTag(new OwnerId(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  String text() {
    return "Fairway owner " + owner + " digest " + digest;
  }
}
