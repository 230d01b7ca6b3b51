package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a settings file: UTF-8, printable, of a size that a person may have written. */
final class SettingsFile {

  private static final int LARGEST = 1 << 20;

  private SettingsFile() {}

  /** The text; empty where the file cannot be had, which is reported. */
  static Optional<String> text(Path path, Mistakes mistakes) {
    try {
      if (Files.isDirectory(path)) {
        mistakes.unreadableFile(DiagnosticCode.MISSING_FILE, "is a folder, not a file");
        return Optional.empty();
      }
      return decoded(bytes(path), mistakes).filter(text -> printable(text, mistakes));
    } catch (NoSuchFileException missing) {
      mistakes.unreadableFile(DiagnosticCode.MISSING_FILE, "there is no such file");
    } catch (IOException unreadable) {
      mistakes.unreadableFile(
          DiagnosticCode.MISSING_FILE,
          "cannot be read (" + unreadable.getClass().getSimpleName() + "); check its permissions");
    }
    return Optional.empty();
  }

  private static byte[] bytes(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LARGEST + 1);
    }
  }

  private static Optional<String> decoded(byte[] bytes, Mistakes mistakes) {
    if (bytes.length > LARGEST) {
      mistakes.unreadableFile(
          DiagnosticCode.MALFORMED_FILE, "is larger than 1 MiB; is this the settings file?");
      return Optional.empty();
    }
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
    String text = withoutByteOrderMark(out.flip().toString());
    if (result.isError()) {
      mistakes.malformedFile(FilePosition.after(text), "this is not UTF-8 text");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean printable(String text, Mistakes mistakes) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!allowed(text.codePointAt(i))) {
        mistakes.malformedFile(
            FilePosition.after(text.substring(0, i)), "a control character cannot stand here");
        return false;
      }
    }
    return true;
  }

  /** What YAML 1.1 §5.1 calls printable. */
  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0x7e)
        || character == 0x85
        || (character >= 0xa0 && character <= 0xd7ff)
        || (character >= 0xe000 && character <= 0xfffd)
        || character >= 0x10000;
  }
}
