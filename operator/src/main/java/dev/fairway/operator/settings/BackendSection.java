package dev.fairway.operator.settings;

import dev.fairway.spi.BackendSettings;

/**
 * Which backend, and what it takes. Its text shows the names of the settings alone; two sections
 * are equal only where they share the same settings object.
 *
 * @param name the backend's name
 * @param settings what is handed to it; relative paths start at the folder of the settings file
 */
public record BackendSection(String name, BackendSettings settings) {}
