package dev.fairway.core.intent;

import dev.fairway.core.policy.Fallback;

/**
 * The configurable part of reading annotations.
 *
 * @param aliasFallback the fallback of a tunnel that the alias key names, where no annotation sets
 *     one
 */
public record IntentOptions(Fallback aliasFallback) {

  /** The alias is as exclusive as the key that it stands for. */
  public static final IntentOptions DEFAULT = new IntentOptions(Fallback.NONE);
}
