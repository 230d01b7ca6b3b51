package dev.fairway.operator.settings;

/**
 * The log.
 *
 * @param format how it is written
 */
public record LogSection(LogFormat format) {}
