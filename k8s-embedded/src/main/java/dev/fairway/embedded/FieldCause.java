package dev.fairway.embedded;

/** One thing that is wrong with a field of an object. */
record FieldCause(String reason, String message, String field) {}
