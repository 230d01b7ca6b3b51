/**
 * What the running operator tells over HTTP: health, metrics, and read-only answers. Imports {@code
 * answer} and {@code document}; does not know where its pages' content comes from. Start with
 * {@link dev.fairway.operator.server.OperatorHttpServer}.
 */
@NullMarked
package dev.fairway.operator.server;

import org.jspecify.annotations.NullMarked;
