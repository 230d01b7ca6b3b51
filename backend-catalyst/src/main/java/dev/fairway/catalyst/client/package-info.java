/**
 * Talking to a Manager: one session over HTTPS, what each answer means, and what may be tried
 * again. Knows paths and JSON trees, and nothing of rules. Imports {@code spi} and {@link
 * dev.fairway.catalyst.wire}. Start with {@link dev.fairway.catalyst.client.ManagerApi}.
 */
@NullMarked
package dev.fairway.catalyst.client;

import org.jspecify.annotations.NullMarked;
