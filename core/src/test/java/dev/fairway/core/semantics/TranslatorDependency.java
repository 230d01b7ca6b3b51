package dev.fairway.core.semantics;

import dev.fairway.core.translate.Translator;

/** What the definition must not do: know what it is compared with. */
public record TranslatorDependency(Class<Translator> type) {

  static final Class<?> KNOWN = Translator.class;
}
