/**
 * Intents of Services, and the parser of the annotations that declare them. Imports {@code net},
 * {@code diagnostic}, {@code wan} and {@code policy}. Start with {@link
 * dev.fairway.core.intent.IntentAnnotations}.
 */
@NullMarked
package dev.fairway.core.intent;

import org.jspecify.annotations.NullMarked;
