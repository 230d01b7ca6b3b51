@NullMarked
package dev.fairway.examples.custombackend;

import org.jspecify.annotations.NullMarked;
