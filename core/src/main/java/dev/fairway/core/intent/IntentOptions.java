package dev.fairway.core.intent;

import dev.fairway.core.policy.Fallback;

/**
 * What an operator may choose about reading annotations.
 *
 * @param aliasFallback the fallback of a tunnel that was asked for by the alias key and says
 *     nothing about it
 */
public record IntentOptions(Fallback aliasFallback) {

  /** The alias is as exclusive as the key that it stands for. */
  public static final IntentOptions DEFAULT = new IntentOptions(Fallback.NONE);
}
