package dev.fairway.core.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A SHA-256 digest, as text.
 *
 * @param hex 64 hexadecimal digits, lower case
 */
public record Digest(String hex) {

  private static final HexFormat HEX = HexFormat.of();
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  /** Refuses any other text. */
  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'" + hex + "' is not a SHA-256 digest in hex");
    }
  }

  /** The digest of a text in UTF-8. */
  public static Digest of(String text) {
    return new Digest(HEX.formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** The digest of a node over its children, in their order. */
  public static Digest ofChildren(List<Digest> children) {
    MessageDigest sha = sha256();
    sha.update((byte) 1);
    for (Digest child : children) {
      sha.update(child.hex.getBytes(StandardCharsets.US_ASCII));
    }
    return new Digest(HEX.formatHex(sha.digest()));
  }

  /** The first 12 digits, to be read and compared by eye. */
  public String shortText() {
    return hex.substring(0, 12);
  }

  /** The first 80 bits in base 32 (RFC 4648 §6, lower case): 16 characters. */
  String base32() {
    StringBuilder out = new StringBuilder(16);
    for (int bit = 0; bit < 80; bit += 5) {
      int value = 0;
      for (int i = bit; i < bit + 5; i++) {
        int nibble = Character.digit(hex.charAt(i / 4), 16);
        value = value << 1 | (nibble >>> (3 - i % 4) & 1);
      }
      out.append(BASE32.charAt(value));
    }
    return out.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every Java platform has SHA-256", absent);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
