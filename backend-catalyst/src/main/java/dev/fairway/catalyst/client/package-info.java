/**
 * The client of a Manager: one session over HTTPS, with login, session cookie, TLS, rate limit and
 * retry, and what each response means. Knows paths and JSON trees, and nothing of rules. Imports
 * {@code spi} and {@link dev.fairway.catalyst.wire}. Start with {@link
 * dev.fairway.catalyst.client.ManagerApi}.
 */
@NullMarked
package dev.fairway.catalyst.client;

import org.jspecify.annotations.NullMarked;
