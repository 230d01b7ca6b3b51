@NullMarked
package dev.fairway.k8s;

import org.jspecify.annotations.NullMarked;
