/**
 * The controller of a cluster: watches, loop and status together. Imports {@code watch}, {@code
 * status}, {@code mapping} and {@code runtime}. Start with {@link
 * dev.fairway.k8s.controller.FairwayController}.
 */
@NullMarked
package dev.fairway.k8s.controller;

import org.jspecify.annotations.NullMarked;
