/**
 * The settings of the program: one YAML file, the environment and flags, read into one immutable
 * value, with all that is wrong named by its place and by what would be right. Imports values of
 * {@code core}, {@code BackendSettings} and {@code DurationText} of {@code spi}, and the YAML
 * parser; never a backend or Kubernetes. Start with {@link
 * dev.fairway.operator.settings.SettingsReader}; the keys are the components of {@link
 * dev.fairway.operator.settings.Settings}.
 */
@NullMarked
package dev.fairway.operator.settings;

import org.jspecify.annotations.NullMarked;
