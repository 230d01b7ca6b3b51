package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Subject;

/**
 * Where something was asked for.
 *
 * @param object the Service, or the Namespace whose default it is
 * @param key the annotation key, whole
 * @param value its value as written
 */
public record AnnotationRef(Subject object, String key, String value) {}
