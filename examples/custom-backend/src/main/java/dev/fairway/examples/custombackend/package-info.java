/**
 * A complete backend for a small invented vendor, Acme. {@code docs/writing-a-backend.md} walks
 * through it file by file.
 *
 * <p>Three stages that are never mixed: vendor syntax (text; {@code AcmeSyntax} and {@code
 * AcmeClient}), vendor model (records in Acme's words: {@code AcmeRule}, {@code AcmeObject}, {@code
 * AcmeSite}, {@code AcmeSiteConfig}), neutral model (Fairway's own; {@code AcmeCodec} leads there
 * and back). Imports {@code spi}, the five packages of {@code core} that a backend may see, and the
 * vendor's {@code acme}. Start with {@link dev.fairway.examples.custombackend.AcmeBackendProvider}.
 */
@NullMarked
package dev.fairway.examples.custombackend;

import org.jspecify.annotations.NullMarked;
