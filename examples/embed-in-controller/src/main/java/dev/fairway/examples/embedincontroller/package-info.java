/**
 * A controller of somebody else's, with Fairway inside. Start with {@link
 * dev.fairway.examples.embedincontroller.TierController}.
 */
@NullMarked
package dev.fairway.examples.embedincontroller;

import org.jspecify.annotations.NullMarked;
