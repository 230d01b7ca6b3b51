package dev.fairway.operator.settings;

import dev.fairway.runtime.ScopeSource;
import java.time.Duration;

/**
 * What is said about the WAN.
 *
 * @param scope where the bound of senders' rules comes from
 * @param interval how often the inventory is read; longer than 0
 */
public record WanSection(ScopeSource scope, Duration interval) {}
