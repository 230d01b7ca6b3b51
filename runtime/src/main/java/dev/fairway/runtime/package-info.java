@NullMarked
package dev.fairway.runtime;

import org.jspecify.annotations.NullMarked;
