package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The validation errors of an object, in the words of a real server. */
final class ValidationErrors {

  private final List<FieldError> causes = new ArrayList<>();

  List<FieldError> causes() {
    return causes;
  }

  void required(String field, String why) {
    String tail = why.isEmpty() ? "" : ": " + why;
    causes.add(new FieldError("FieldValueRequired", "Required value" + tail, field));
  }

  void invalid(String field, String value, String why) {
    causes.add(new FieldError("FieldValueInvalid", "Invalid value: " + value + ": " + why, field));
  }

  void invalidText(String field, String value, String why) {
    invalid(field, "\"" + value + "\"", why);
  }

  void forbidden(String field, String why) {
    causes.add(new FieldError("FieldValueForbidden", "Forbidden: " + why, field));
  }

  void duplicate(String field, String value) {
    causes.add(new FieldError("FieldValueDuplicate", "Duplicate value: " + value, field));
  }

  void tooMany(String field, int size, int most) {
    String message = "Too many: %d: must have at most %d items".formatted(size, most);
    causes.add(new FieldError("FieldValueTooMany", message, field));
  }

  /** One of these words; a missing one is required. */
  void oneOf(String field, JsonNode value, Set<String> words) {
    if (value.asText("").isEmpty()) {
      required(field, "");
    } else if (!words.contains(value.asText())) {
      String known =
          new TreeSet<>(words)
              .stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
      causes.add(
          new FieldError(
              "FieldValueNotSupported",
              "Unsupported value: \"" + value.asText() + "\": supported values: " + known,
              field));
    }
  }

  void port(String field, JsonNode value) {
    if (value.asInt() < 1 || value.asInt() > 65_535) {
      invalid(field, value.toString(), "must be between 1 and 65535, inclusive");
    }
  }

  void unchanged(String field, JsonNode before, JsonNode now) {
    if (JsonTrees.present(before) && !before.equals(now)) {
      invalid(field, now.toString(), "field is immutable");
    }
  }
}
