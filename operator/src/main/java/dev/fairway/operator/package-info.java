@NullMarked
package dev.fairway.operator;

import org.jspecify.annotations.NullMarked;
