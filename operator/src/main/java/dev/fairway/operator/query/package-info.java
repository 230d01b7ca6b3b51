/**
 * Queries about a Service or a packet, answered from the plan and the report of one sync, be it
 * over files or over a running cluster. Imports {@code document}, {@code trace}, core and runtime;
 * reads and writes nothing. Start with {@link dev.fairway.operator.query.QueryService}.
 */
@NullMarked
package dev.fairway.operator.query;

import org.jspecify.annotations.NullMarked;
