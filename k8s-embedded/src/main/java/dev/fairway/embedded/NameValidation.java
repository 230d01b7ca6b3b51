package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** The validation of names, labels and annotations. */
enum NameValidation {
  LABEL_1035(
      "[a-z]([-a-z0-9]*[a-z0-9])?",
      63,
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123'"),
  LABEL_1123(
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
      63,
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc'"),
  SUBDOMAIN_1123(
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      253,
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com'"),
  QUALIFIED_PART(
      "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
      63,
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc'"),
  LABEL_VALUE(
      "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
      63,
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345'");

  private final Pattern pattern;
  private final int longest;
  private final String words;

  NameValidation(String pattern, int longest, String words) {
    this.pattern = Pattern.compile(pattern);
    this.longest = longest;
    this.words = words;
  }

  void check(ValidationErrors findings, String field, String value) {
    if (value.length() > longest) {
      findings.invalidText(field, value, "must be no more than " + longest + " characters");
    }
    if (!pattern.matcher(value).matches()) {
      String why = words + ", regex used for validation is '" + pattern + "')";
      findings.invalidText(field, value, why);
    }
  }

  static void metadata(ValidationErrors findings, ResourceKind kind, JsonNode metadata) {
    String name = JsonTrees.text(metadata, "name");
    if (name.isEmpty()) {
      findings.required("metadata.name", "name or generateName is required");
    } else {
      ofKind(kind).check(findings, "metadata.name", name);
    }
    JsonNode labels = metadata.path("labels");
    for (String key : JsonTrees.fields(labels)) {
      key(findings, "metadata.labels", key);
      LABEL_VALUE.check(findings, "metadata.labels", labels.path(key).asText());
    }
    for (String key : JsonTrees.fields(metadata.path("annotations"))) {
      key(findings, "metadata.annotations", key);
    }
    for (JsonNode finalizer : metadata.path("finalizers")) {
      key(findings, "metadata.finalizers", finalizer.asText());
    }
  }

  private static NameValidation ofKind(ResourceKind kind) {
    return switch (kind.kind()) {
      case "Service" -> LABEL_1035;
      case "Namespace" -> LABEL_1123;
      default -> SUBDOMAIN_1123;
    };
  }

  /** A name with an optional prefix: {@code example.com/name}. */
  private static void key(ValidationErrors findings, String field, String key) {
    String[] parts = key.split("/", 2);
    if (parts.length > 1) {
      SUBDOMAIN_1123.check(findings, field, parts[0].toLowerCase(java.util.Locale.ROOT));
    }
    QUALIFIED_PART.check(findings, field, parts[parts.length - 1]);
  }
}
