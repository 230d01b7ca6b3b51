package dev.fairway.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The encodings in which a secret may stand in a text: as it is, and as headers, addresses and
 * dumps show it. In Base64 it looks different at each of three places, so that it is also found in
 * the middle of {@code user:password}.
 */
final class SecretEncodings {

  private static final int[] SPOILT_BY_WHAT_COMES_BEFORE = {0, 2, 3};

  private SecretEncodings() {}

  static Set<String> of(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      forms.add(inBase64(bytes, before, Base64.getEncoder()));
      forms.add(inBase64(bytes, before, Base64.getUrlEncoder()));
    }
    return forms;
  }

  /** The characters that the secret alone decides, where so many bytes stand before it. */
  private static String inBase64(byte[] secret, int before, Base64.Encoder encoder) {
    byte[] text = new byte[before + secret.length];
    System.arraycopy(secret, 0, text, before, secret.length);
    String written = encoder.withoutPadding().encodeToString(text);
    int spoiltBehind = text.length % 3 == 0 ? 0 : 1;
    return written.substring(SPOILT_BY_WHAT_COMES_BEFORE[before], written.length() - spoiltBehind);
  }
}
