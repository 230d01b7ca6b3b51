package dev.fairway.operator.settings;

/**
 * What is written back on Services.
 *
 * @param enabled true where conditions and Events are written
 */
public record StatusSection(boolean enabled) {}
