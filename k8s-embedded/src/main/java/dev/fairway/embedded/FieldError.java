package dev.fairway.embedded;

/** One thing that is wrong with a field of an object. */
record FieldError(String reason, String message, String field) {}
