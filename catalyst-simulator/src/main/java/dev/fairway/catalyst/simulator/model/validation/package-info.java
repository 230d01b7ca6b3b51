/**
 * The validation of JSON bodies as a Manager does it: pure, each check throwing {@link
 * dev.fairway.catalyst.simulator.model.validation.ManagerErrorException} with a sentence. Imports
 * Jackson and {@code core.net}. Start with {@link
 * dev.fairway.catalyst.simulator.model.validation.RequestBodyValidation}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.validation;

import org.jspecify.annotations.NullMarked;
