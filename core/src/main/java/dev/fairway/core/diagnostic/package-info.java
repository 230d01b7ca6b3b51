/**
 * Diagnostics: findings about a user's input. Imports nothing of Fairway. Start with {@link
 * dev.fairway.core.diagnostic.Diagnostic}; the table of codes is {@link
 * dev.fairway.core.diagnostic.DiagnosticCode}.
 */
@NullMarked
package dev.fairway.core.diagnostic;

import org.jspecify.annotations.NullMarked;
