package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import java.util.List;
import java.util.Locale;

/**
 * The table of the Manager's error codes and messages, and what each means. The Manager has no
 * catalogue of codes, and answers 400 or 500 for nearly everything, so these are what several
 * clients of it know; the first row that fits counts.
 */
final class ErrorClassifier {

  private static final List<Row> BY_CODE = List.of(new Row("policy0001", Reason.NAME_TAKEN));

  private static final List<Row> BY_MESSAGE =
      List.of(
          new Row("failed to acquire lock", Reason.LOCKED),
          new Row("template locked in edit mode", Reason.LOCKED),
          new Row("template edit request has expired", Reason.EDIT_EXPIRED),
          new Row("failed to find specified resource", Reason.NOT_FOUND),
          new Row("invalid template id", Reason.NOT_FOUND),
          new Row("invalid template type", Reason.NOT_FOUND),
          new Row("template definition not found", Reason.NOT_FOUND),
          // No source has the wording of the next; common words, looked for after all that is sure.
          new Row("duplicate", Reason.NAME_TAKEN),
          new Row("already exist", Reason.NAME_TAKEN),
          new Row("referenced", Reason.IN_USE),
          new Row("in use", Reason.IN_USE),
          new Row("being used", Reason.IN_USE));

  private ErrorClassifier() {}

  /** By code, then by message; details hold names that users chose, which may say anything. */
  static Reason classify(int status, String code, String message) {
    String lowCode = code.toLowerCase(Locale.ROOT);
    String lowMessage = message.toLowerCase(Locale.ROOT);
    return BY_CODE.stream()
        .filter(row -> lowCode.equals(row.text()))
        .findFirst()
        .or(() -> BY_MESSAGE.stream().filter(row -> lowMessage.contains(row.text())).findFirst())
        .map(Row::reason)
        .orElse(status == 404 ? Reason.NOT_FOUND : Reason.REFUSED);
  }

  private record Row(String text, Reason reason) {}
}
