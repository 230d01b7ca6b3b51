/**
 * The Manager's JSON as records, field for field: strings where the API wants strings, several
 * values in one string with spaces between them. Knows nothing of rules; imports Jackson, and of
 * Fairway only the exception for an answer that cannot be read. What Fairway did not write stays a
 * JSON tree, so that unknown fields survive. Start with {@link
 * dev.fairway.catalyst.wire.DataSequence} and {@link dev.fairway.catalyst.wire.StoredDefinition}.
 */
@NullMarked
package dev.fairway.catalyst.wire;

import org.jspecify.annotations.NullMarked;
