/**
 * The main job, told as a story in a terminal: objects that a person and a scheduler change, a
 * fabric in memory, and after each change one pass. Every word about the fabric is what the fabric
 * says when asked, not what was planned. Imports {@code operator.document}, runtime, k8s-adapter
 * and backend-mock. Start with {@link dev.fairway.operator.demo.Demo}.
 */
@NullMarked
package dev.fairway.operator.demo;

import org.jspecify.annotations.NullMarked;
