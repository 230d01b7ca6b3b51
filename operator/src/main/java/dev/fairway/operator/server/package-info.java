/**
 * The HTTP server of the running operator: health checks, metrics and read-only queries. Imports
 * {@code query}, {@code trace} and {@code document}. Start with {@link
 * dev.fairway.operator.server.OperatorHttpServer}.
 */
@NullMarked
package dev.fairway.operator.server;

import org.jspecify.annotations.NullMarked;
