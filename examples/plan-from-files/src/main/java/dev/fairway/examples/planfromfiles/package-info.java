@NullMarked
package dev.fairway.examples.planfromfiles;

import org.jspecify.annotations.NullMarked;
