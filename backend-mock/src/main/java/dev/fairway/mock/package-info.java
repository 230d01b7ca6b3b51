@NullMarked
package dev.fairway.mock;

import org.jspecify.annotations.NullMarked;
