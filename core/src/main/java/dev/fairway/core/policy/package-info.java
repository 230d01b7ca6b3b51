/**
 * What the WAN shall do with packets: treatments, rules, a policy made of them, and what a target
 * can express. Imports {@code net} and {@code wan}. Start with {@link
 * dev.fairway.core.policy.DesiredPolicy} and {@link dev.fairway.core.policy.PathRule}.
 */
@NullMarked
package dev.fairway.core.policy;

import org.jspecify.annotations.NullMarked;
