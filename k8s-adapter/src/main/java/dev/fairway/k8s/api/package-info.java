/**
 * The failures of requests to a Kubernetes API, in sentences for the user. Imports fabric8's
 * exceptions and nothing of Fairway. Start with {@link dev.fairway.k8s.api.ApiFailure}.
 */
@NullMarked
package dev.fairway.k8s.api;

import org.jspecify.annotations.NullMarked;
