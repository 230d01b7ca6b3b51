/**
 * The running instance as the rest of the program sees it: its loop, its watches, its status
 * writes, and its latest sync. Imports {@code answer}, core, spi, runtime, and values of the
 * adapter; knows no Kubernetes client. Start with {@link
 * dev.fairway.operator.instance.FairwayInstance}.
 */
@NullMarked
package dev.fairway.operator.instance;

import org.jspecify.annotations.NullMarked;
