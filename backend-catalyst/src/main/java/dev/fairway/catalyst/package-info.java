@NullMarked
package dev.fairway.catalyst;

import org.jspecify.annotations.NullMarked;
