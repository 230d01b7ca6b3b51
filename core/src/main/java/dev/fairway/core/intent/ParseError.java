package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.DiagnosticCode;

/**
 * What is wrong with a key or its value.
 *
 * @param code the code of the diagnostic
 * @param predicate the sentence that the key is the subject of: {@code is empty: ...}
 */
record ParseError(DiagnosticCode code, String predicate) {}
