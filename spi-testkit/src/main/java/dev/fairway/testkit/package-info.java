/**
 * The conformance kit. A vendor implements {@link dev.fairway.testkit.BackendHarness}.
 */
@NullMarked
package dev.fairway.testkit;

import org.jspecify.annotations.NullMarked;
