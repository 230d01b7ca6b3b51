/**
 * What the program says about a plan, a packet or a Service: values that become JSON as they stand,
 * and the text that people read. Pure; imports core, spi and runtime values only. {@code
 * docs/json.md} describes the JSON.
 */
@NullMarked
package dev.fairway.operator.document;

import org.jspecify.annotations.NullMarked;
