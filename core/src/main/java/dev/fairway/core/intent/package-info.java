/**
 * What people ask for, and the grammar they ask in. Imports {@code net}, {@code diagnostic}, {@code
 * wan} and {@code policy}. Start with {@link dev.fairway.core.intent.IntentAnnotations}.
 */
@NullMarked
package dev.fairway.core.intent;

import org.jspecify.annotations.NullMarked;
