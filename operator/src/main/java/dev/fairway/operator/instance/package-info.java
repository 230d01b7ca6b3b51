/**
 * The running operator as the rest of the program sees it: its loop, what it watches, what it
 * writes back, and what its passes left to answer from. Imports {@code answer}, core, spi, runtime,
 * and values of the adapter; knows no Kubernetes client. Start with {@link
 * dev.fairway.operator.instance.FairwayInstance}.
 */
@NullMarked
package dev.fairway.operator.instance;

import org.jspecify.annotations.NullMarked;
