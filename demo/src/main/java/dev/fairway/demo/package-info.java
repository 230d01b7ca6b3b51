/**
 * The main job, told as a story in a terminal: people, a scheduler and a slice controller are
 * played and write to a Kubernetes API in this process; the operator watches it, and a fabric in
 * memory obeys. Every word about the fabric is what the fabric says when asked, and every condition
 * what the API shows. Imports the rest of {@code operator} but its commands, the adapter, runtime,
 * {@code embedded} and {@code mock}. Start with {@link dev.fairway.demo.Demo}.
 */
@NullMarked
package dev.fairway.demo;

import org.jspecify.annotations.NullMarked;
