package dev.fairway.catalyst.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens that cannot be guessed. */
final class RandomTokens {

  private static final SecureRandom CHANCE = new SecureRandom();

  private RandomTokens() {}

  static String fresh() {
    byte[] bytes = new byte[30];
    CHANCE.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
