package dev.fairway.k8s.manifest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The text of a file.
 *
 * @param name the file's path as it was given or found; {@code -} for standard input
 * @param text all of it, without a byte order mark
 */
record FileContent(String name, String text) {

  private static final String MARK = "\uFEFF";

  private static final Map<Integer, Charset> CHARSETS_BY_MARK =
      Map.of(
          0xFEFF, StandardCharsets.UTF_16BE,
          0xFFFE, StandardCharsets.UTF_16LE);

  /**
   * The content of a file. Its byte order mark says how it is encoded; without one it is UTF-8.
   * Bytes that are no text become U+FFFD, as they do for {@code kubectl}: they are mostly in
   * comments.
   */
  static FileContent of(String name, byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    Charset charset = CHARSETS_BY_MARK.getOrDefault(mark, StandardCharsets.UTF_8);
    String text = new String(bytes, charset);
    return new FileContent(name, text.startsWith(MARK) ? text.substring(1) : text);
  }

  /** True where there is nothing but white space. */
  boolean isBlank() {
    return text.isBlank();
  }

  /** True where its first character is that of a JSON object, whatever its name is. */
  boolean isJson() {
    return text.stripLeading().startsWith("{");
  }
}
