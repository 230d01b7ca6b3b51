/**
 * A cluster kept true on a fabric: watches, loop and status put together. Imports {@code live},
 * {@code status}, {@code mapping} and {@code runtime}. Start with {@link
 * dev.fairway.k8s.controller.FairwayController}.
 */
@NullMarked
package dev.fairway.k8s.controller;

import org.jspecify.annotations.NullMarked;
