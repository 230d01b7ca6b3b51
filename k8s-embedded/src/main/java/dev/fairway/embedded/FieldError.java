package dev.fairway.embedded;

/** A validation error of a field, as a cause in the details of a Status. */
record FieldError(String reason, String message, String field) {}
