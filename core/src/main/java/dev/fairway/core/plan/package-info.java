/**
 * From what is there to what shall be: observation, plan, steps. Imports {@code net}, {@code wan}
 * and {@code policy}. Start with {@link dev.fairway.core.plan.Plan}.
 */
@NullMarked
package dev.fairway.core.plan;

import org.jspecify.annotations.NullMarked;
