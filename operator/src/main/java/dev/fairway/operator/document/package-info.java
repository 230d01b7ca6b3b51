/**
 * The output of the program about a plan, a packet or a Service: records that become JSON as they
 * stand, and the text made of them. Pure; imports core, spi and runtime values only. {@code
 * docs/json.md} describes the JSON.
 */
@NullMarked
package dev.fairway.operator.document;

import org.jspecify.annotations.NullMarked;
