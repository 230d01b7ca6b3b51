/**
 * A third-party controller with an embedded Fairway. Start with {@link
 * dev.fairway.examples.embedincontroller.TierController}.
 */
@NullMarked
package dev.fairway.examples.embedincontroller;

import org.jspecify.annotations.NullMarked;
