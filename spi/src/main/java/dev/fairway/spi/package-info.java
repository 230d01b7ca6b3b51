/**
 * What an SD-WAN vendor implements. <strong>Experimental</strong>: it changes until two vendors
 * have used it.
 *
 * <p>A backend sees this package and five of {@code core}: {@code net}, {@code wan}, {@code
 * policy}, {@code plan}, {@code diagnostic}. Start with {@link dev.fairway.spi.SdwanBackend}, whose
 * Javadoc holds the laws; {@link dev.fairway.spi.SdwanBackendProvider} is what the ServiceLoader
 * finds.
 */
@NullMarked
package dev.fairway.spi;

import org.jspecify.annotations.NullMarked;
